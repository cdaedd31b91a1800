using System.Text;
using HandsOn.E2E.Reporting.Matrix;
using HandsOn.E2E.Versions;

namespace HandsOn.E2E.Reporting.Html;

/// <summary>Runs on several minors as one HTML file, whose cells lead into the reports of the single runs.</summary>
public static class HtmlMatrix
{
    /// <summary>Makes the page.</summary>
    /// <param name="matrix">What it shows.</param>
    /// <param name="folder">Where it will be, so that its links are relative.</param>
    public static string Make(MatrixReport matrix, string folder)
    {
        var html = new StringBuilder();
        var failed = matrix.Columns.Where(c => !c.Passed).Select(c => c.Minor).ToList();
        var verdict = failed.Count == 0 ? $"everything passed on {MinorRanges.Write(matrix.Columns.Select(c => c.Minor))}" : $"not everything passed on {MinorRanges.Write(failed)}";
        html.Append(HtmlReport.Head(verdict, matrix.Passed));
        html.Append($"<table>\n<tr><th>Section</th>{string.Concat(matrix.Columns.Select(c => $"<th>{Link(c, folder, "", c.Minor.ToString())}</th>"))}</tr>\n");
        foreach (var section in matrix.Sections)
            html.Append($"<tr><td>{HtmlReport.Text(section)}</td>{string.Concat(matrix.Columns.Select(c => $"<td>{Cell(c, section, folder)}</td>"))}</tr>\n");
        html.Append("</table>\n");
        foreach (var failure in matrix.Failures)
            html.Append($"<div class=\"failure\"><b>{HtmlReport.Text(string.Join(' ', new[] { failure.Minors, failure.Section, failure.At?.ToString() }.OfType<string>()))}</b>\n{HtmlReport.Text(failure.Sentence)}</div>\n");
        if (matrix.Rewrites.Count > 0) html.Append("<h2>Rewritten lines</h2>\n");
        foreach (var rewrite in matrix.Rewrites)
            html.Append($"<p><b>{HtmlReport.Text($"{rewrite.At}")}</b> on {HtmlReport.Text(rewrite.Minors)}: {HtmlReport.Text(rewrite.Reason)}</p>\n<pre>{HtmlReport.Text(Lines('-', rewrite.Was) + Lines('+', rewrite.Becomes))}</pre>\n");
        return html.Append("</html>\n").ToString();
    }

    private static string Cell(MatrixColumn column, string section, string folder) => column[section] switch
    {
        MatrixCell.NotRun => "-",
        MatrixCell.Rewritten => Link(column, folder, section, "rewritten", "good"),
        MatrixCell.Passed => Link(column, folder, section, "passed", "good"),
        _ => Link(column, folder, section, "failed", "bad"),
    };

    private static string Link(MatrixColumn column, string folder, string section, string text, string style = "") => column.Page is { } page && column.Run is not null
        ? $"<a class=\"{style}\" href=\"{HtmlReport.Text(Path.GetRelativePath(folder, page).Replace('\\', '/'))}{(section.Length == 0 ? "" : $"#{Uri.EscapeDataString(HtmlReport.Anchor(section))}")}\">{text}</a>"
        : text;

    private static string Lines(char sign, IEnumerable<string> lines) => string.Concat(lines.Select(l => $"{sign} {l}\n"));
}
