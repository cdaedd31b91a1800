using HandsOn.Cluster.Api.Pods;
using HandsOn.Cluster.Scheduling.State;

namespace HandsOn.Cluster.Scheduling.Filters;

/// <summary>Node selector and required node affinity (plugins/nodeaffinity).</summary>
internal sealed class NodeAffinityFilter(int minor) : INodeFilter
{
    private readonly Refusal noMatch = Refusal.Final(minor switch
    {
        >= 22 => "node(s) didn't match Pod's node affinity/selector",
        21 => "node(s) didn't match Pod's node affinity",
        _ => "node(s) didn't match node selector",
    });

    public ClusterChange Hints => ClusterChange.Node;

    public INodeCheck? Prepare(PodInfo pod, ClusterState state) =>
        pod.RequiredNodeTerms is null && pod.Pod.Spec.Map("nodeSelector").Count == 0
            ? null
            : new NodeCheck(node => pod.Selects(node.Node!) ? null : noMatch);
}
