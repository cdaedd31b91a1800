using HandsOn.Kubernetes.Naming;

namespace HandsOn.Cluster.Client;

/// <summary>Everything that a component of the control plane needs: an identity at the API server, shared informers, time and chance.</summary>
internal record ComponentContext(ApiClient Client, InformerSet Informers, EventRecorder Events, TimeProvider Time, IRandomSource Random)
{
    /// <summary>The log of defects and refusals.</summary>
    public IClusterLog Log { get; init; } = new ClusterLog();

    /// <summary>The minor that the cluster plays: 36 for 1.36.</summary>
    public int Minor => Client.Server.Catalog.Minor;
}
