using HandsOn.Cluster.Api.Pods;
using HandsOn.Cluster.Scheduling.State;

namespace HandsOn.Cluster.Scheduling.Filters;

/// <summary>What the pod requests is not left on the node, or the node runs as many pods as it may (plugins/noderesources/fit.go).</summary>
internal sealed class NodeResourcesFitFilter : INodeFilter
{
    private const string Pods = "pods";

    public ClusterChange Hints => ClusterChange.Node | ClusterChange.PodGone;

    public INodeCheck Prepare(PodInfo pod, ClusterState state) => new NodeCheck(node =>
    {
        List<string>? reasons = null;
        var beyondCapacity = false;
        if (node.Pods.Count + 1 > node.Allocatable[Pods]) (reasons ??= []).Add("Too many pods");
        foreach (var (resource, amount) in pod.Requests.All)
        {
            if (amount == 0 || amount <= node.Allocatable[resource] - node.Requested[resource]) continue;
            (reasons ??= []).Add($"Insufficient {resource}");
            beyondCapacity |= amount > node.Allocatable[resource];
        }
        return reasons is null ? null : new Refusal(reasons, beyondCapacity);
    });
}
