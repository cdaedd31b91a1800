using HandsOn.E2E.Clusters;

namespace HandsOn.E2E.Scenarios;

/// <summary>What is known of a run's scenarios before they begin.</summary>
public sealed record RunPlan
{
    /// <summary>How many there are; 0 where nobody knows, and then no cluster is started before it is asked for.</summary>
    public int Scenarios { get; init; }

    /// <summary>The images that they use besides that of the ingress controller.</summary>
    public IReadOnlyList<NamedImage> Images { get; init; } = [];
}
