using System.Globalization;
using HandsOn.E2E.Reporting.Matrix;
using Spectre.Console;

namespace HandsOn.E2E.Cli.Output;

/// <summary>The table at the end of runs on several minors: section by minor, what fails, and what is written instead of lines of the text.</summary>
internal static class MatrixTable
{
    private const int WidthOfFiles = 200;

    /// <summary>Writes it.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="terminalWidth">The columns of the terminal; null for a file or a pipe, which gets neither colours nor wrapped lines.</param>
    /// <param name="matrix">What it is about.</param>
    /// <param name="reportPath">Where all of it is.</param>
    public static void Write(TextWriter writer, int? terminalWidth, MatrixReport matrix, string reportPath)
    {
        var console = ResultTable.Console(writer, terminalWidth, WidthOfFiles);
        var table = new Table().Border(TableBorder.Simple).AddColumn("Section").AddColumns([.. matrix.Columns.Select(c => c.Minor.ToString())]);
        foreach (var section in matrix.Sections)
            table.AddRow([Markup.Escape(SectionName.Short(section)), .. matrix.Columns.Select(c => Word(c[section]))]);
        console.Write(table);
        foreach (var failure in matrix.Failures)
            writer.WriteLine($"{failure.Minors}: {(failure.Section is { } section ? $"{SectionName.Short(section)}: " : "")}{failure.Sentence}");
        if (matrix.Rewrites.Count > 0) writer.WriteLine("rewritten (*), since as written they fail:");
        foreach (var rewrite in matrix.Rewrites)
        {
            writer.WriteLine($"{rewrite.At} on {rewrite.Minors}: {rewrite.Reason}");
            foreach (var line in rewrite.Was) writer.WriteLine($"  - {line}");
            foreach (var line in rewrite.Becomes) writer.WriteLine($"  + {line}");
        }
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{matrix.Columns.Count(c => c.Passed)} of {matrix.Columns.Count} minors passed; report: {reportPath}"));
    }

    private static string Word(MatrixCell cell) => cell switch
    {
        MatrixCell.Passed => "[green]passed[/]",
        MatrixCell.Rewritten => "[green]passed*[/]",
        MatrixCell.Failed => "[red]FAILED[/]",
        _ => "-",
    };
}
