using System.Text;
using static HandsOn.E2E.Reporting.GitHub.Markdown;

namespace HandsOn.E2E.Reporting.GitHub;

/// <summary>A run as markdown for a job's page: a table, then a line for each failure and each thing left behind.</summary>
public static class JobSummary
{
    /// <summary>Makes the text, which ends with an empty line so that the next one may follow.</summary>
    /// <param name="run">The run.</param>
    /// <param name="pathOf">A path as GitHub knows it.</param>
    public static string Make(RunReport run, Func<string, string> pathOf)
    {
        var text = new StringBuilder();
        text.Append($"### {Mark(run.Passed)} {run.Sections.Count(s => s.Passed)} of {run.Sections.Count} scenarios passed in {Seconds(run.Duration)}\n\n");
        text.Append("| Section | Result | Time | Provider |\n| --- | --- | ---: | --- |\n");
        foreach (var section in run.FailuresFirst)
            text.Append($"| {Escaped(section.Name)} | {Mark(section.Passed)} {(section.Passed ? "passed" : "**failed**")} | {Seconds(section.Duration)} | {Escaped($"{section.Provider} {section.Kubernetes}".Trim())} |\n");
        if (!run.Passed || run.Retried is not null) text.Append('\n');
        foreach (var section in run.FailuresFirst.Where(s => !s.Passed)) text.Append($"- **{Escaped(section.Name)}**{At(section.FailedAt, pathOf)}: {Escaped(section.Failure!)}\n");
        foreach (var leak in run.Leaks) text.Append($"- **Left behind**: {Escaped(leak)}\n");
        if (run.Retried is { } retried) text.Append($"- {Escaped(retried)}\n");
        return text.Append('\n').ToString();
    }
}
