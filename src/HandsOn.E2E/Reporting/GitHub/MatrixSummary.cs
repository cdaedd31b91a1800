using System.Text;
using HandsOn.E2E.Reporting.Matrix;
using static HandsOn.E2E.Reporting.GitHub.Markdown;

namespace HandsOn.E2E.Reporting.GitHub;

/// <summary>Runs on several minors as markdown for a job's page: section by minor, what fails, and what is written instead of lines of the text.</summary>
public static class MatrixSummary
{
    /// <summary>Makes the text, which ends with an empty line so that the next one may follow.</summary>
    /// <param name="matrix">The runs.</param>
    /// <param name="pathOf">A path as GitHub knows it.</param>
    public static string Make(MatrixReport matrix, Func<string, string> pathOf)
    {
        var text = new StringBuilder();
        text.Append($"### {Mark(matrix.Passed)} {matrix.Columns.Count(c => c.Passed)} of {matrix.Columns.Count} minors passed\n\n");
        text.Append($"| Section |{string.Concat(matrix.Columns.Select(c => $" {c.Minor} |"))}\n| --- |{string.Concat(matrix.Columns.Select(_ => " :-: |"))}\n");
        foreach (var section in matrix.Sections)
            text.Append($"| {Escaped(section)} |{string.Concat(matrix.Columns.Select(c => $" {Cell(c[section])} |"))}\n");
        if (!matrix.Passed) text.Append('\n');
        foreach (var failure in matrix.Failures)
            text.Append($"- **{failure.Minors}{(failure.Section is { } section ? $": {Escaped(section)}" : "")}**{At(failure.At, pathOf)}: {Escaped(failure.Sentence)}\n");
        if (matrix.Rewrites.Count > 0) text.Append("\n\\* with lines rewritten that fail as they are written:\n");
        foreach (var rewrite in matrix.Rewrites)
            text.Append($"- **{rewrite.Minors}**{At(rewrite.At, pathOf)}: {Escaped(rewrite.Reason)}\n\n  ````diff\n{Lines('-', rewrite.Was)}{Lines('+', rewrite.Becomes)}  ````\n");
        return text.Append('\n').ToString();
    }

    private static string Cell(MatrixCell cell) => cell switch
    {
        MatrixCell.NotRun => "-",
        MatrixCell.Rewritten => $"{Mark(true)}\\*",
        _ => Mark(cell is MatrixCell.Passed),
    };

    private static string Lines(char sign, IEnumerable<string> lines) => string.Concat(lines.Select(l => $"  {sign} {l}\n"));
}
