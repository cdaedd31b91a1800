using HandsOn.Cluster.Api.Pods;

namespace HandsOn.Cluster.Scheduling.State;

/// <summary>
/// How many pods that a selector means are on each node. Counted once when a selector is first asked for, and kept up to date
/// from then on, so that placing a pod does not look at all pods.
/// </summary>
internal sealed class PodCounts(IReadOnlyDictionary<string, NodeInfo> nodes)
{
    private const int MostSelectors = 1000;

    private readonly Dictionary<PodSelector, Dictionary<string, int>> counts = [];

    /// <summary>The number by node name; nodes without such a pod are left out.</summary>
    public IReadOnlyDictionary<string, int> For(PodSelector selector)
    {
        if (counts.TryGetValue(selector, out var known)) return known;
        if (counts.Count >= MostSelectors) counts.Clear();
        var counted = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var node in nodes.Values)
            if (node.Pods.Count(p => IsCounted(selector, p)) is var count and > 0) counted[node.Name] = count;
        return counts[selector] = counted;
    }

    public void Change(PodInfo pod, string node, int by)
    {
        foreach (var (selector, byNode) in counts)
        {
            if (!IsCounted(selector, pod)) continue;
            var count = byNode.GetValueOrDefault(node) + by;
            if (count == 0) byNode.Remove(node);
            else byNode[node] = count;
        }
    }

    private static bool IsCounted(PodSelector selector, PodInfo pod) => selector.Matches(pod.Pod);
}
