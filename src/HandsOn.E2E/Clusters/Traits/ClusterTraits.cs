namespace HandsOn.E2E.Clusters.Traits;

/// <summary>What a sort of cluster shows of itself. Where sorts differ, the expectation is here, so that no scenario asks which one it has.</summary>
public sealed record ClusterTraits
{
    /// <summary>The pods that <c>kube-system</c> must show.</summary>
    public required SystemPods System { get; init; }

    /// <summary>A pod that somebody deletes, and that somebody else brings back.</summary>
    public required RevivedPod Revived { get; init; }

    /// <summary>What an Ingress shows as its ADDRESS.</summary>
    public required IngressAddress Address { get; init; }
}
