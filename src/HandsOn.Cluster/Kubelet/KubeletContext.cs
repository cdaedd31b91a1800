using HandsOn.Cluster.Api.Authentication;
using HandsOn.Cluster.Client;
using HandsOn.Cluster.Network;
using HandsOn.Kubernetes.Naming;
using HandsOn.Workloads.Containers;

namespace HandsOn.Cluster.Kubelet;

/// <summary>What a kubelet is given.</summary>
/// <param name="Client">The API server, under the node's identity.</param>
/// <param name="Informers">Shared with the other kubelets of the process.</param>
/// <param name="Events">A recorder for component <c>kubelet</c> and the node as host.</param>
/// <param name="Images">The registry.</param>
/// <param name="Networks">The network that pods are attached to.</param>
/// <param name="Tokens">Issues the tokens of projected volumes.</param>
/// <param name="Time">The cluster's clock.</param>
/// <param name="Random">Chance.</param>
internal sealed record KubeletContext(
    ApiClient Client, InformerSet Informers, EventRecorder Events, IImageCatalog Images, IPodNetworks Networks, ServiceAccountTokens Tokens,
    TimeProvider Time, IRandomSource Random)
{
    /// <summary>The minor that the cluster plays: 36 for 1.36.</summary>
    public int Minor => Client.Server.Catalog.Minor;

    /// <summary>Where defects and refusals are reported.</summary>
    public IClusterLog Log { get; init; } = new ClusterLog();

    public DateTimeOffset Now => Time.GetUtcNow();
}
