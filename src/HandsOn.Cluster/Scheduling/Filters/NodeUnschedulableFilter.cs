using HandsOn.Cluster.Api.Pods;
using HandsOn.Cluster.Scheduling.State;

namespace HandsOn.Cluster.Scheduling.Filters;

/// <summary>The node was cordoned (plugins/nodeunschedulable).</summary>
internal sealed class NodeUnschedulableFilter : INodeFilter
{
    private static readonly Refusal Unschedulable = Refusal.Final("node(s) were unschedulable");
    private static readonly Taint Taint = new("node.kubernetes.io/unschedulable", "", Taint.NoSchedule);

    public ClusterChange Hints => ClusterChange.Node;

    public INodeCheck? Prepare(PodInfo pod, ClusterState state) => pod.Tolerates(Taint)
        ? null
        : new NodeCheck(static node => node.Node!.Spec.Bool("unschedulable") == true ? Unschedulable : null);
}
