using HandsOn.E2E.Inputs;

namespace HandsOn.E2E.Reporting;

/// <summary>One section (scenario), as it went.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Duration">How long it took, its cluster's start and end included.</param>
/// <param name="Steps">Its steps, in order.</param>
public sealed record SectionReport(string Name, TimeSpan Duration, IReadOnlyList<StepReport> Steps)
{
    /// <summary>The provider of its cluster.</summary>
    public string Provider { get; init; } = "";

    /// <summary>The release that its cluster ran.</summary>
    public string Kubernetes { get; init; } = "";

    /// <summary>The version of kubectl.</summary>
    public string Kubectl { get; init; } = "";

    /// <summary>Images about which the run proves nothing.</summary>
    public IReadOnlyList<string> UnverifiedImages { get; init; } = [];

    /// <summary>Where describe, events and logs of a failure were kept.</summary>
    public string? Artifacts { get; init; }

    /// <summary>The line to which a failure points.</summary>
    public SourceLine? FailedAt { get; init; }

    /// <summary>Why it failed, in one sentence; <see langword="null"/> where it passed.</summary>
    public string? Failure { get; init; }

    /// <summary>Whether it passed.</summary>
    public bool Passed => Failure is null;
}
