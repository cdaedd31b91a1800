using HandsOn.Cluster.Api.Pods;
using HandsOn.Cluster.Scheduling.State;

namespace HandsOn.Cluster.Scheduling.Filters;

/// <summary>A host port is taken (plugins/nodeports).</summary>
internal sealed class NodePortsFilter : INodeFilter
{
    private static readonly Refusal Taken = Refusal.Of("node(s) didn't have free ports for the requested pod ports");

    public ClusterChange Hints => ClusterChange.Node | ClusterChange.PodGone;

    public INodeCheck? Prepare(PodInfo pod, ClusterState state) => pod.HostPorts.Count == 0
        ? null
        : new NodeCheck(node => node.UsedPorts.Any(used => pod.HostPorts.Any(used.ConflictsWith)) ? Taken : null);
}
