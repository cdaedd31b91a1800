using HandsOn.E2E.Inputs;

namespace HandsOn.E2E.Reporting;

/// <summary>One step of a section, as it went.</summary>
/// <param name="Sentence">What it is for, in words.</param>
/// <param name="Duration">How long it took.</param>
public sealed record StepReport(string Sentence, TimeSpan Duration)
{
    /// <summary>What was typed, where something was.</summary>
    public string? Command { get; init; }

    /// <summary>What it wrote.</summary>
    public string? Output { get; init; }

    /// <summary>The line of the hands-on's text that it follows.</summary>
    public SourceLine? Line { get; init; }

    /// <summary>Something a reader should know: an amendment's reason, a snapshot that does not exist yet.</summary>
    public string? Note { get; init; }

    /// <summary>Why it failed; <see langword="null"/> where it did not.</summary>
    public string? Failure { get; init; }
}
