using HandsOn.Cluster.Client;
using HandsOn.Kubernetes.Naming;

namespace HandsOn.Cluster.Controllers;

/// <summary>What every controller gets: its own identity at the API server, the shared informers, time and chance.</summary>
internal sealed record ControllerContext(ApiClient Client, InformerSet Informers, EventRecorder Events, TimeProvider Time, IRandomSource Random)
{
    /// <summary>Where defects and refusals are reported.</summary>
    public IClusterLog Log { get; init; } = new ClusterLog();

    public ControllerOptions Options { get; init; } = new();

    /// <summary>The minor that the cluster plays: 36 for 1.36.</summary>
    public int Minor => Client.Server.Catalog.Minor;
}
