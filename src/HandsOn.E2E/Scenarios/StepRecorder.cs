using HandsOn.E2E.Inputs;
using HandsOn.E2E.Reporting;

namespace HandsOn.E2E.Scenarios;

/// <summary>Runs steps one after another and keeps how they went.</summary>
internal sealed class StepRecorder(string section, IRunProgress progress, TimeProvider time)
{
    private readonly List<StepReport> steps = [];

    public IReadOnlyList<StepReport> Steps => steps;

    /// <summary>What the first step that failed failed with.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>The text's line of that step.</summary>
    public SourceLine? FailedLine { get; private set; }

    public async Task RunAsync(string sentence, SourceLine? line, Func<StepRecord, Task> act)
    {
        progress.StepStarted(section, sentence);
        var record = new StepRecord();
        var begun = time.GetTimestamp();
        try
        {
            await act(record);
            Keep(null);
        }
        catch (Exception error)
        {
            if (Failure is null) (Failure, FailedLine) = (error, line);
            Keep(error.Message);
            throw;
        }

        void Keep(string? failure)
        {
            var step = new StepReport(sentence, time.GetElapsedTime(begun)) { Command = record.Command, Output = record.Output, Note = record.Note, Line = line, Failure = failure };
            steps.Add(step);
            progress.StepEnded(section, step);
        }
    }
}

/// <summary>The words of a step about itself, while it runs.</summary>
public sealed class StepRecord
{
    /// <summary>The command that was typed; <see langword="null"/> where none was.</summary>
    public string? Command { get; set; }

    /// <summary>The output of the command.</summary>
    public string? Output { get; set; }

    /// <summary>Something that a reader of the report should know.</summary>
    public string? Note { get; set; }
}
