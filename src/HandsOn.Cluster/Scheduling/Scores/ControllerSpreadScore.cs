using HandsOn.Cluster.Api.Pods;
using HandsOn.Cluster.Scheduling.State;

namespace HandsOn.Cluster.Scheduling.Scores;

/// <summary>
/// Prefers nodes with fewer pods of the same controller, as the default constraints of plugins/podtopologyspread do for pods
/// that have none of their own.
/// </summary>
internal sealed class ControllerSpreadScore : INodeScore
{
    public int Weight => 2;

    public double[]? Score(PodInfo pod, IReadOnlyList<NodeInfo> nodes, ClusterState state) =>
        pod.ControllerUid.Length == 0 || pod.SpreadConstraints.Count > 0 ? null : [.. nodes.Select(n => -(double)n.CountOf(pod.ControllerUid))];
}

/// <summary>Prefers nodes that keep the preferred spread constraints (plugins/podtopologyspread/scoring.go).</summary>
internal sealed class PodTopologySpreadScore : INodeScore
{
    public int Weight => 2;

    public double[]? Score(PodInfo pod, IReadOnlyList<NodeInfo> nodes, ClusterState state)
    {
        var preferred = pod.SpreadConstraints.Where(c => !c.IsRequired).ToList();
        if (preferred.Count == 0) return null;
        var topologies = preferred.Select(c => Topology.Of(state, c, n => n.Node!.Labels.ContainsKey(c.TopologyKey))).ToList();
        return [.. nodes.Select(n => -(double)topologies.Sum(t => t.Count(n)))];
    }
}
