using System.Globalization;
using HandsOn.E2E.Reporting;

namespace HandsOn.E2E.Cli.Output;

/// <summary>One line a step as it ends, with its section's title: sections run side by side, and a log keeps every line.</summary>
/// <param name="writer">Where to.</param>
/// <param name="isTerminal">Whether failures may be shown in red.</param>
internal sealed class ConsoleProgress(TextWriter writer, bool isTerminal) : IRunProgress
{
    private const int Width = 120;

    private readonly Lock gate = new();

    public void Said(string sentence) => Write(sentence);

    public void SectionStarted(string section) { }

    public void StepStarted(string section, string step) { }

    public void StepEnded(string section, StepReport step) =>
        Write(Columns.Cut($"{Head(section, step.Duration)} {(step.Failure is null ? "ok  " : "FAIL")} {step.Sentence}", Width), failed: step.Failure is not null);

    public void SectionEnded(SectionReport section) =>
        Write($"{Head(section.Name, section.Duration)} {(section.Passed ? "PASSED" : $"FAILED {section.Failure}")}", failed: !section.Passed);

    private static string Head(string section, TimeSpan duration) =>
        string.Create(CultureInfo.InvariantCulture, $"[{SectionName.Short(section)}] {duration.TotalSeconds:0.00} s");

    private void Write(string line, bool failed = false)
    {
        lock (gate) writer.WriteLine(failed && isTerminal ? $"\e[31m{line}\e[0m" : line);
    }
}
