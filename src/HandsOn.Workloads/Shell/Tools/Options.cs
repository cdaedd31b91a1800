namespace HandsOn.Workloads.Shell.Tools;

/// <summary>Reads a tool's options as getopt does: <c>-qO-</c>, <c>-T 5</c>, <c>--timeout=5</c>; the rest are operands.</summary>
internal sealed class Options
{
    private readonly Dictionary<string, List<string>> values = new(StringComparer.Ordinal);

    /// <param name="arguments">The arguments.</param>
    /// <param name="withValue">The options that take a value: letters, and long names without dashes.</param>
    public Options(IReadOnlyList<string> arguments, params ReadOnlySpan<string> withValue)
    {
        var operands = new List<string>();
        for (var i = 0; i < arguments.Count; i++)
        {
            var argument = arguments[i];
            if (argument == "--")
            {
                operands.AddRange(arguments.Skip(i + 1));
                break;
            }
            if (argument.StartsWith("--", StringComparison.Ordinal))
            {
                var parts = argument[2..].Split('=', 2);
                if (parts.Length == 2) Add(parts[0], parts[1]);
                else Add(parts[0], withValue.Contains(parts[0]) && i + 1 < arguments.Count ? arguments[++i] : "");
                continue;
            }
            if (argument.Length < 2 || argument[0] != '-')
            {
                operands.Add(argument);
                continue;
            }
            for (var at = 1; at < argument.Length; at++)
            {
                var letter = argument[at].ToString();
                if (!withValue.Contains(letter))
                {
                    Add(letter, "");
                    continue;
                }
                Add(letter, at + 1 < argument.Length ? argument[(at + 1)..] : i + 1 < arguments.Count ? arguments[++i] : "");
                break;
            }
        }
        Operands = operands;
    }

    public IReadOnlyList<string> Operands { get; }

    public bool Has(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (values.ContainsKey(name)) return true;
        return false;
    }

    /// <summary>The last value of the first of these options that is given.</summary>
    public string? Value(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (values.TryGetValue(name, out var given)) return given[^1];
        return null;
    }

    public IReadOnlyList<string> Values(params ReadOnlySpan<string> names)
    {
        var all = new List<string>();
        foreach (var name in names)
            if (values.TryGetValue(name, out var given)) all.AddRange(given);
        return all;
    }

    private void Add(string name, string value)
    {
        if (!values.TryGetValue(name, out var given)) values[name] = given = [];
        given.Add(value);
    }
}
