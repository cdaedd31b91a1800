using HandsOn.Cluster.Api.Pods;
using HandsOn.Cluster.Scheduling.State;

namespace HandsOn.Cluster.Scheduling.Scores;

/// <summary>Picks the best of the nodes that fit. Equal nodes: the first by name, so that a run repeats (the real scheduler draws lots).</summary>
internal sealed class NodeRanking(IReadOnlyList<INodeScore> scores)
{
    public NodeInfo Best(PodInfo pod, IReadOnlyList<NodeInfo> nodes, ClusterState state)
    {
        if (nodes.Count == 1) return nodes[0];
        var totals = new double[nodes.Count];
        foreach (var score in scores)
        {
            if (score.Score(pod, nodes, state) is not { } raw) continue;
            var (least, range) = score.IsRelative ? (raw.Min(), raw.Max() - raw.Min()) : (0, 100);
            for (var i = 0; i < raw.Length; i++) totals[i] += score.Weight * Math.Floor(range == 0 ? 0 : 100 * (raw[i] - least) / range);
        }
        var best = 0;
        for (var i = 1; i < totals.Length; i++)
            if (totals[i] > totals[best]) best = i;
        return nodes[best];
    }
}
