using System.Globalization;

namespace HandsOn.E2E.Reporting;

/// <summary>Writes progress as plain lines, one a step.</summary>
public sealed class TextProgress(TextWriter writer) : IRunProgress
{
    private readonly Lock gate = new();

    /// <inheritdoc/>
    public void Said(string sentence) => Write(sentence);

    /// <inheritdoc/>
    public void SectionStarted(string section) => Write($"{section}: begins");

    /// <inheritdoc/>
    public void StepStarted(string section, string step) { }

    /// <inheritdoc/>
    public void StepEnded(string section, StepReport step) =>
        Write($"{section}: {(step.Failure is null ? "ok    " : "FAILED")} {Seconds(step.Duration)}  {step.Sentence}");

    /// <inheritdoc/>
    public void SectionEnded(SectionReport section) =>
        Write(section.Passed ? $"{section.Name}: passed in {Seconds(section.Duration).Trim()}" : $"{section.Name}: FAILED: {section.Failure}");

    private static string Seconds(TimeSpan duration) => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds,5:0.00} s");

    private void Write(string line)
    {
        lock (gate) writer.WriteLine(line);
    }
}
