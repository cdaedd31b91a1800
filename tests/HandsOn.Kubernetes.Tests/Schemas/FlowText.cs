using System.Text.RegularExpressions;
using HandsOn.Kubernetes.Json;

namespace HandsOn.Kubernetes.Tests.Schemas;

/// <summary>Objects in tests with less noise than JSON: bare words and 'single quotes' are strings, the outermost braces are left out.</summary>
internal static partial class FlowText
{
    public static JsonMap Map(string members) => JsonText.ParseMap("{" + Words().Replace(members, Quote) + "}");

    private static string Quote(Match match)
    {
        if (match.Groups["quoted"].Success) return JsonText.ToString(match.Groups["quoted"].Value);
        var isLiteral = match.Value is "null" or "true" or "false";
        return isLiteral ? match.Value : $"\"{match.Groups["word"].Value}\"{match.Groups["key"].Value}";
    }

    [GeneratedRegex("'(?<quoted>[^']*)'|(?<word>[A-Za-z][\\w./-]*)(?<key>:?)")]
    private static partial Regex Words();
}
