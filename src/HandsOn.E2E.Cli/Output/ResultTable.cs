using System.Globalization;
using HandsOn.E2E.Reporting;
using Spectre.Console;

namespace HandsOn.E2E.Cli.Output;

/// <summary>The table at the end of a run: section, result, time, provider; then what was left behind and where the report is.</summary>
internal static class ResultTable
{
    private const int WidthOfFiles = 200;
    private const int WidthOfOtherColumns = 45;

    /// <summary>Writes it.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="terminalWidth">The columns of the terminal; null for a file or a pipe, which gets neither colours nor wrapped lines.</param>
    /// <param name="report">What it is about.</param>
    /// <param name="reportPath">Where all of it is.</param>
    public static void Write(TextWriter writer, int? terminalWidth, RunReport report, string reportPath)
    {
        var console = Console(writer, terminalWidth, WidthOfFiles);
        var table = new Table().Border(TableBorder.Simple).AddColumns("Section", "Result", "Time", "Provider");
        foreach (var section in report.FailuresFirst)
            table.AddRow(
                Markup.Escape(Fitting(section.Name, console.Profile.Width - WidthOfOtherColumns)), section.Passed ? "[green]passed[/]" : "[red]FAILED[/]",
                string.Create(CultureInfo.InvariantCulture, $"{section.Duration.TotalSeconds:0.00} s"),
                Markup.Escape($"{section.Provider} {section.Kubernetes}"));
        console.Write(table);
        foreach (var section in report.FailuresFirst.Where(s => !s.Passed)) writer.WriteLine($"{section.Name}: {section.Failure}");
        foreach (var leak in report.Leaks) writer.WriteLine($"left behind: {leak}");
        if (report.Retried is { } retried) writer.WriteLine(retried);
        var passed = report.Sections.Count(s => s.Passed);
        writer.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{passed} of {report.Sections.Count} scenarios passed in {report.Duration.TotalSeconds:0.0} s; report: {reportPath}"));
    }

    /// <summary>What tables are written to: a terminal with its colours, or a file without any.</summary>
    internal static IAnsiConsole Console(TextWriter writer, int? terminalWidth, int widthOfFiles)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = terminalWidth is null ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = terminalWidth is null ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
        });
        console.Profile.Width = terminalWidth ?? widthOfFiles;
        return console;
    }

    private static string Fitting(string name, int width) => Columns.Of(name) <= width ? name : SectionName.Short(name);
}
