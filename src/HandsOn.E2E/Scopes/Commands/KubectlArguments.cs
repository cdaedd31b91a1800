namespace HandsOn.E2E.Scopes.Commands;

/// <summary>One word, or a flag with its value, of a kubectl command.</summary>
/// <param name="Flag">The flag, as it was written; empty for a word that is none.</param>
/// <param name="Value">The flag's value, or the word; <see langword="null"/> where a flag has none.</param>
/// <param name="Joint">What stands between flag and value: <c>=</c>, nothing (<c>-nweb</c>), or a space where they are two arguments.</param>
internal sealed record KubectlArgument(string Flag, string? Value, string Joint = " ")
{
    public IEnumerable<string> Words => Flag.Length == 0 ? [Value!] : Value is null ? [Flag] : Joint == " " ? [Flag, Value] : [Flag + Joint + Value];
}

/// <summary>The arguments of a kubectl command, read as kubectl reads them: which words belong to flags, and which do not.</summary>
internal sealed class KubectlArguments
{
    // Flags that stand alone; whatever else is not written with "=" takes the next word.
    private static readonly HashSet<string> Switches =
    [
        "-A", "--all-namespaces", "--all", "-w", "--watch", "--watch-only", "-R", "--recursive", "--force", "--now", "-i", "--stdin", "-t", "--tty", "-it", "-ti", "--show-labels", "--show-kind",
        "--no-headers", "--ignore-not-found", "--overwrite", "--record", "--server-side", "--force-conflicts", "--prune", "--local", "--list", "-q", "--quiet", "--rm", "--attach",
        "--expose", "--follow", "--previous", "--timestamps", "--prefix", "--client", "--short", "--show-managed-fields", "--help", "-h", "--all-containers", "--ignore-errors",
        "--wait", "--ignore-daemonsets", "--delete-emptydir-data", "--containers", "--minify", "--raw", "--flatten", "--no-headers=true", "--current", "--output-watch-events", "--dry-run",
        "--cascade", "--validate", "--show-events", "--disable-eviction", "--save-config", "--namespaced", "--cached",
    ];

    // "kubectl logs -f" follows, "kubectl logs -p" shows the log before.
    private static readonly HashSet<string> SwitchesOfLogs = ["-f", "-p"];

    private KubectlArguments(IReadOnlyList<KubectlArgument> items, IReadOnlyList<string> rest) => (Items, Rest) = (items, rest);

    /// <summary>Everything before <c>--</c>.</summary>
    public IReadOnlyList<KubectlArgument> Items { get; }

    /// <summary><c>--</c> and what follows: another program's arguments.</summary>
    public IReadOnlyList<string> Rest { get; }

    /// <summary>The words that belong to no flag.</summary>
    public IReadOnlyList<string> Words => [.. Items.Where(i => i.Flag.Length == 0).Select(i => i.Value!)];

    /// <summary>The verb.</summary>
    public string Verb => Words is [var verb, ..] ? verb : "";

    public static KubectlArguments Parse(IReadOnlyList<string> arguments)
    {
        var items = new List<KubectlArgument>();
        var verb = "";
        for (var i = 0; i < arguments.Count; i++)
        {
            var word = arguments[i];
            if (word == "--") return new(items, [.. arguments.Skip(i)]);
            if (!word.StartsWith('-') || word == "-")
            {
                items.Add(new("", word));
                if (verb.Length == 0) verb = word;
            }
            else if (word.IndexOf('=', StringComparison.Ordinal) is var equals and > 0) items.Add(new(word[..equals], word[(equals + 1)..], "="));
            else if (Switches.Contains(word) || verb == "logs" && SwitchesOfLogs.Contains(word)) items.Add(new(word, null));
            else if (word.Length > 2 && !word.StartsWith("--", StringComparison.Ordinal)) items.Add(new(word[..2], word[2..], ""));
            else items.Add(new(word, i + 1 < arguments.Count ? arguments[++i] : null));
        }
        return new(items, []);
    }

    /// <summary>Whether one of the flags is there.</summary>
    public bool Has(params ReadOnlySpan<string> flags)
    {
        foreach (var item in Items)
            if (item.Flag.Length > 0 && flags.Contains(item.Flag) && item.Value is not "false") return true;
        return false;
    }

    /// <summary>The value of a flag; the last one counts.</summary>
    public string? Value(params string[] flags) => Items.LastOrDefault(i => flags.Contains(i.Flag))?.Value;

    /// <summary>These arguments with each item replaced by what it becomes.</summary>
    public KubectlArguments Map(Func<KubectlArgument, IEnumerable<KubectlArgument>> change) => new([.. Items.SelectMany(change)], Rest);

    /// <summary>These arguments with the words that belong to no flag replaced; their number stays.</summary>
    public KubectlArguments WithWords(IReadOnlyList<string> words)
    {
        var next = 0;
        return new([.. Items.Select(i => i.Flag.Length == 0 ? i with { Value = words[next++] } : i)], Rest);
    }

    /// <summary>As kubectl takes them.</summary>
    public IReadOnlyList<string> ToList() => [.. Items.SelectMany(i => i.Words), .. Rest];
}
