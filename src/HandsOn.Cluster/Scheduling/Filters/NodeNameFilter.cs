using HandsOn.Cluster.Api.Pods;
using HandsOn.Cluster.Scheduling.State;

namespace HandsOn.Cluster.Scheduling.Filters;

/// <summary>The pod names its node itself (plugins/nodename).</summary>
internal sealed class NodeNameFilter : INodeFilter
{
    private static readonly Refusal WrongNode = Refusal.Final("node(s) didn't match the requested node name");

    public ClusterChange Hints => ClusterChange.Node;

    public INodeCheck? Prepare(PodInfo pod, ClusterState state) =>
        pod.Pod.Spec.String("nodeName") is { Length: > 0 } name ? new NodeCheck(node => node.Name == name ? null : WrongNode) : null;
}
