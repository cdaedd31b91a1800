using HandsOn.Cluster.Api.Pods;
using HandsOn.Cluster.Scheduling.State;

namespace HandsOn.Cluster.Scheduling.Scores;

/// <summary>Prefers nodes of which less is requested (plugins/noderesources/least_allocated.go).</summary>
internal sealed class LeastAllocatedScore : INodeScore
{
    public int Weight => 1;

    public bool IsRelative => false;

    public double[] Score(PodInfo pod, IReadOnlyList<NodeInfo> nodes, ClusterState state) =>
        [.. nodes.Select(n => 100 * (1 - (Usage.Of(n, pod, ResourceAmounts.Cpu) + Usage.Of(n, pod, ResourceAmounts.Memory)) / 2))];
}

/// <summary>Prefers nodes on which cpu and memory would be used evenly (plugins/noderesources/balanced_allocation.go).</summary>
internal sealed class BalancedAllocationScore : INodeScore
{
    public int Weight => 1;

    public bool IsRelative => false;

    public double[] Score(PodInfo pod, IReadOnlyList<NodeInfo> nodes, ClusterState state) =>
        [.. nodes.Select(n => 100 * (1 - Math.Abs(Usage.Of(n, pod, ResourceAmounts.Cpu) - Usage.Of(n, pod, ResourceAmounts.Memory)) / 2))];
}

file static class Usage
{
    /// <summary>What a pod that requests nothing is taken to need (pkg/scheduler/util/pod_resources.go).</summary>
    private static long AssumedRequest(string resource) => resource == ResourceAmounts.Cpu ? 100 : 200L * 1024 * 1024;

    public static double Of(NodeInfo node, PodInfo pod, string resource)
    {
        var allocatable = node.Allocatable[resource];
        if (allocatable <= 0) return 1;
        var request = pod.Requests[resource] is var own and > 0 ? own : AssumedRequest(resource);
        return Math.Min(1, (double)(node.Requested[resource] + request) / allocatable);
    }
}
