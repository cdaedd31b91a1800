using HandsOn.Cluster.Api.Pods;
using HandsOn.Cluster.Scheduling.State;

namespace HandsOn.Cluster.Scheduling.Scores;

/// <summary>Preferred node affinity (plugins/nodeaffinity).</summary>
internal sealed class NodeAffinityScore : INodeScore
{
    public int Weight => 2;

    public double[]? Score(PodInfo pod, IReadOnlyList<NodeInfo> nodes, ClusterState state) => pod.PreferredNodeTerms.Count == 0
        ? null
        : [.. nodes.Select(n => (double)pod.PreferredNodeTerms.Where(t => t.Term.Matches(n.Node!)).Sum(t => t.Weight))];
}

/// <summary>Preferred affinity and anti-affinity to pods (plugins/interpodaffinity/scoring.go).</summary>
internal sealed class InterPodAffinityScore : INodeScore
{
    public int Weight => 2;

    public double[]? Score(PodInfo pod, IReadOnlyList<NodeInfo> nodes, ClusterState state)
    {
        if (pod.PreferredAffinity.Count == 0) return null;
        var topologies = pod.PreferredAffinity.Select(t => (t.Weight, Topology: Topology.Of(state, t))).ToList();
        return [.. nodes.Select(n => (double)topologies.Sum(t => t.Weight * t.Topology.Count(n)))];
    }
}

/// <summary>Prefers nodes without taints of effect PreferNoSchedule that the pod does not tolerate (plugins/tainttoleration).</summary>
internal sealed class TaintTolerationScore : INodeScore
{
    public int Weight => 3;

    public double[]? Score(PodInfo pod, IReadOnlyList<NodeInfo> nodes, ClusterState state) =>
        nodes.All(n => n.Taints.Count == 0)
            ? null
            : [.. nodes.Select(n => -(double)n.Taints.Count(t => t.Effect == Taint.PreferNoSchedule && !pod.Tolerates(t)))];
}
