using HandsOn.E2E.Versions;

namespace HandsOn.E2E.Clusters;

/// <summary>What cluster is wanted.</summary>
public sealed record ClusterRequest
{
    /// <summary>The minor release of Kubernetes; the provider's own where none is named.</summary>
    public KubernetesMinor? Minor { get; init; }

    /// <summary>The very release (<c>v1.36.5+k3s1</c>), where the user names one.</summary>
    public string? Release { get; init; }

    /// <summary>How many nodes.</summary>
    public int Nodes { get; init; } = 1;

    /// <summary>The run that it is for: letters, digits and dashes, another one for each run on any machine.</summary>
    public string Run { get; init; } = "";

    /// <summary>The kubeconfig's context, for a provider that makes no clusters of its own.</summary>
    public string? Context { get; init; }

    /// <summary>The class of the ingress controller that scenarios use.</summary>
    public string IngressClass { get; init; } = IngressSettings.DefaultClass;

    /// <summary>Whether the cluster outlives its scenario.</summary>
    public bool Keep { get; init; }

    /// <summary>Whether images are looked for, fetched and brought into it beforehand; a cluster that has a registry of its own needs nothing of that.</summary>
    public bool LooksForImages { get; init; } = true;

    /// <summary>The images that will run in it.</summary>
    public IReadOnlyList<NamedImage> Images { get; init; } = [];
}
