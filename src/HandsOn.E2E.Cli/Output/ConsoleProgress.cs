using System.Collections.Concurrent;
using System.Globalization;
using HandsOn.E2E.Reporting;

namespace HandsOn.E2E.Cli.Output;

/// <summary>One line a step as it ends, with its section: sections run side by side, and a log keeps every line.</summary>
internal sealed class ConsoleProgress(TextWriter writer) : IRunProgress
{
    private readonly ConcurrentDictionary<string, int> numbers = [];
    private readonly Lock gate = new();

    public void Said(string sentence) => Write(sentence);

    public void SectionStarted(string section) => numbers[section] = 0;

    public void StepStarted(string section, string step) { }

    public void StepEnded(string section, StepReport step)
    {
        var number = numbers.AddOrUpdate(section, 1, (_, n) => n + 1);
        Write(string.Create(CultureInfo.InvariantCulture, $"  {(step.Failure is null ? "ok  " : "FAIL")} {step.Duration.TotalSeconds,6:0.00} s  {section} {number}: {step.Sentence}"));
    }

    public void SectionEnded(SectionReport section) => Write(string.Create(
        CultureInfo.InvariantCulture, $"{(section.Passed ? "PASS" : "FAIL")} {section.Duration.TotalSeconds,8:0.00} s  {section.Name}{(section.Failure is null ? "" : ": " + section.Failure)}"));

    private void Write(string line)
    {
        lock (gate) writer.WriteLine(line);
    }
}
