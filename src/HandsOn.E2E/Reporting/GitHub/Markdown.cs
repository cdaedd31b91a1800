using System.Globalization;
using System.Text;
using HandsOn.E2E.Inputs;

namespace HandsOn.E2E.Reporting.GitHub;

/// <summary>Words of a report as markdown.</summary>
internal static class Markdown
{
    // GitHub drops a summary above 1 MiB: a sentence may hold a whole output of kubectl.
    private const int LongestSentence = 2000;

    private const string Punctuation = @"\`*_[]<>#|~&$";

    public static string Mark(bool good) => good ? "✅" : "❌";

    public static string Seconds(TimeSpan duration) => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0.0} s");

    public static string At(SourceLine? line, Func<string, string> pathOf) => line is null ? "" : $" at {Escaped(pathOf(line.File))}:{line.Line}";

    // Any punctuation may stand behind a backslash in markdown; a line break would end the table's row or the list's item.
    public static string Escaped(string text)
    {
        var escaped = new StringBuilder();
        foreach (var c in text.Length > LongestSentence ? text.AsSpan(0, LongestSentence) : text)
            _ = c is '\r' ? escaped : c is '\n' ? escaped.Append("<br>") : Punctuation.Contains(c) ? escaped.Append('\\').Append(c) : escaped.Append(c);
        return text.Length > LongestSentence ? escaped.Append('…').ToString() : escaped.ToString();
    }
}
