using System.Net;

namespace HandsOn.Cluster.Kubelet;

/// <summary>One simulated node.</summary>
internal sealed record NodeSettings
{
    /// <summary>The node's name, which is also its host name.</summary>
    public required string Name { get; init; }

    /// <summary>The node's address on the pod network.</summary>
    public required IPAddress Address { get; init; }

    /// <summary>The addresses that its pods get.</summary>
    public required IPNetwork PodCidr { get; init; }

    /// <summary>The version that the kubelet reports: <c>v1.36.2</c>.</summary>
    public required string Version { get; init; }

    /// <summary>What the node has: <c>cpu</c>, <c>memory</c>, <c>ephemeral-storage</c>, <c>pods</c> as quantities.</summary>
    public IReadOnlyDictionary<string, string> Capacity { get; init; } = DefaultCapacity;

    /// <summary>Labels besides those that every kubelet sets.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>The container runtime that the node reports.</summary>
    public string ContainerRuntimeVersion { get; init; } = "containerd://2.1.4";

    /// <summary>The address of the cluster's DNS Service.</summary>
    public IPAddress ClusterDns { get; init; } = IPAddress.Parse("10.96.0.10");

    /// <summary>The domain under which Services have their names.</summary>
    public string ClusterDomain { get; init; } = "cluster.local";

    /// <summary>How long the steps of a pod's life take.</summary>
    public PodStages Stages { get; init; } = PodStages.Instant;

    public static readonly IReadOnlyDictionary<string, string> DefaultCapacity = new Dictionary<string, string>
    {
        ["cpu"] = "4",
        ["ephemeral-storage"] = "61202244Ki",
        ["hugepages-1Gi"] = "0",
        ["hugepages-2Mi"] = "0",
        ["memory"] = "8Gi",
        ["pods"] = "110",
    };
}
