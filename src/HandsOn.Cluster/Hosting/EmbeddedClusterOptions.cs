using HandsOn.Kubernetes.Versions;
using HandsOn.Workloads.Catalog;

namespace HandsOn.Cluster.Hosting;

/// <summary>How an <see cref="EmbeddedCluster"/> is to be.</summary>
public sealed record EmbeddedClusterOptions
{
    /// <summary>The minor of Kubernetes to play: 36 for 1.36. Served groups, warnings and refusals follow it.</summary>
    public int Minor { get; init; } = KubernetesRelease.DefaultMinor;

    /// <summary>The number of nodes; the first is called <see cref="NodeName"/>, the others get a number.</summary>
    public int Nodes { get; init; } = 1;

    /// <summary>The name of the first node, which runs the control plane's pods.</summary>
    public string NodeName { get; init; } = "docker-desktop";

    /// <summary>The loopback port of the API server; 0 for any free one.</summary>
    public int Port { get; init; }

    /// <summary>The cluster's clock. Certificates always follow the real one, since clients judge them by theirs.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>
    /// How long the nodes, DNS and the service account may take to come up, by <see cref="Time"/>; a start that takes longer fails
    /// and says what is missing. <see cref="Timeout.InfiniteTimeSpan"/> waits for ever.
    /// </summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The seed of everything that is drawn by chance: names, UIDs, the choice of an endpoint.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>
    /// Whether LoadBalancer Services are published on loopback under their own port where that is free. Otherwise, and where it
    /// is not, any free port serves.
    /// </summary>
    public bool PublishOnServicePorts { get; init; }

    /// <summary>Maps images of one's own to programs.</summary>
    public Action<ImageCatalog> Images { get; init; } = _ => { };
}
