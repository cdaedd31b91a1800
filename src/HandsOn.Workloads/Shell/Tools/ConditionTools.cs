using System.Globalization;

namespace HandsOn.Workloads.Shell.Tools;

/// <summary><c>test</c> and <c>[</c>.</summary>
internal static class ConditionTools
{
    public static readonly Dictionary<string, Tool> All = new(StringComparer.Ordinal)
    {
        ["test"] = (call, _) => ValueTask.FromResult(Holds(call, call.Arguments) ? 0 : 1),
        ["["] = async (call, _) => call.Arguments is [.. var condition, "]"]
            ? Holds(call, condition) ? 0 : 1
            : await call.FailAsync("sh: missing ]", 2).ConfigureAwait(false),
        ["[["] = async (call, _) => call.Arguments is [.. var condition, "]]"]
            ? Holds(call, condition) ? 0 : 1
            : await call.FailAsync("sh: missing ]]", 2).ConfigureAwait(false),
    };

    private static bool Holds(ToolCall call, string[] condition)
    {
        for (var i = condition.Length - 2; i > 0; i--)
            if (condition[i] is "-o" or "||") return Holds(call, [.. condition.Take(i)]) || Holds(call, [.. condition.Skip(i + 1)]);
        for (var i = condition.Length - 2; i > 0; i--)
            if (condition[i] is "-a" or "&&") return Holds(call, [.. condition.Take(i)]) && Holds(call, [.. condition.Skip(i + 1)]);
        return condition switch
        {
            [] => false,
            ["!", .. var rest] => !Holds(call, rest),
            [var text] => text.Length > 0,
            ["-z", var text] => text.Length == 0,
            ["-n", var text] => text.Length > 0,
            ["-f", var path] => call.Container.Files.Read(call.Session.Absolute(path)) is not null,
            ["-s", var path] => call.Container.Files.Read(call.Session.Absolute(path)) is { Length: > 0 },
            ["-d", var path] => call.Container.Files.List(call.Session.Absolute(path)) is not null,
            ["-e" or "-r" or "-w" or "-x", var path] =>
                call.Container.Files.Read(call.Session.Absolute(path)) is not null || call.Container.Files.List(call.Session.Absolute(path)) is not null,
            [var left, "=" or "==", var right] => left == right,
            [var left, "!=", var right] => left != right,
            [var left, var symbol, var right] => Compare(Number(left), symbol, Number(right)),
            _ => false,
        };
    }

    private static bool Compare(long left, string symbol, long right) => symbol switch
    {
        "-eq" => left == right,
        "-ne" => left != right,
        "-lt" => left < right,
        "-le" => left <= right,
        "-gt" => left > right,
        "-ge" => left >= right,
        _ => false,
    };

    private static long Number(string text) => long.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
