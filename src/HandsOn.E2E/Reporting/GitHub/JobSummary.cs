using System.Globalization;
using System.Text;

namespace HandsOn.E2E.Reporting.GitHub;

/// <summary>A run as markdown for a job's page: a table, then a line for each failure and each thing left behind.</summary>
public static class JobSummary
{
    // GitHub drops a summary above 1 MiB: a sentence may hold a whole output of kubectl.
    private const int LongestSentence = 2000;

    private const string Punctuation = @"\`*_[]<>#|~&$";

    /// <summary>Makes the text, which ends with an empty line so that the next one may follow.</summary>
    /// <param name="run">The run.</param>
    /// <param name="pathOf">A path as GitHub knows it.</param>
    public static string Make(RunReport run, Func<string, string> pathOf)
    {
        var passed = run.Sections.Count(s => s.Passed);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"### {Mark(run.Passed)} {passed} of {run.Sections.Count} scenarios passed in {Seconds(run.Duration)}\n\n");
        text.Append("| Section | Result | Time | Provider |\n| --- | --- | ---: | --- |\n");
        foreach (var section in run.FailuresFirst)
            text.Append(CultureInfo.InvariantCulture, $"| {Escaped(section.Name)} | {Mark(section.Passed)} {(section.Passed ? "passed" : "**failed**")} | {Seconds(section.Duration)} | {Escaped($"{section.Provider} {section.Kubernetes}".Trim())} |\n");
        if (!run.Passed) text.Append('\n');
        foreach (var section in run.FailuresFirst.Where(s => !s.Passed))
            text.Append(CultureInfo.InvariantCulture, $"- **{Escaped(section.Name)}**{(section.FailedAt is { } at ? $" at {Escaped(pathOf(at.File))}:{at.Line}" : "")}: {Escaped(section.Failure!)}\n");
        foreach (var leak in run.Leaks) text.Append(CultureInfo.InvariantCulture, $"- **Left behind**: {Escaped(leak)}\n");
        return text.Append('\n').ToString();
    }

    private static string Mark(bool good) => good ? "✅" : "❌";

    private static string Seconds(TimeSpan duration) => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0.0} s");

    // Any punctuation may stand behind a backslash in markdown; a line break would end the table's row or the list's item.
    private static string Escaped(string text)
    {
        var escaped = new StringBuilder();
        foreach (var c in text.Length > LongestSentence ? text.AsSpan(0, LongestSentence) : text)
            _ = c is '\r' ? escaped : c is '\n' ? escaped.Append("<br>") : Punctuation.Contains(c) ? escaped.Append('\\').Append(c) : escaped.Append(c);
        return text.Length > LongestSentence ? escaped.Append('…').ToString() : escaped.ToString();
    }
}
