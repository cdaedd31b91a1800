using HandsOn.Cluster.Api.Pods;
using HandsOn.Cluster.Scheduling.Filters;
using HandsOn.Cluster.Scheduling.Scores;
using HandsOn.Cluster.Scheduling.State;

namespace HandsOn.Cluster.Scheduling;

/// <summary>Finds the node for a pod: filters, then scores (pkg/scheduler/schedule_one.go, schedulePod).</summary>
internal sealed class NodeSelection(IReadOnlyList<INodeFilter> filters, NodeRanking ranking)
{
    /// <summary>The filters and scores of the default profile, in its order.</summary>
    public static NodeSelection Default(int minor) => new(
        [
            new NodeUnschedulableFilter(), new NodeNameFilter(), new TaintTolerationFilter(minor), new NodeAffinityFilter(minor),
            new NodePortsFilter(), new NodeResourcesFitFilter(), new PodTopologySpreadFilter(), new InterPodAffinityFilter(),
        ],
        new NodeRanking(
        [
            new TaintTolerationScore(), new NodeAffinityScore(), new PodTopologySpreadScore(), new ControllerSpreadScore(),
            new InterPodAffinityScore(), new LeastAllocatedScore(), new BalancedAllocationScore(),
        ]));

    /// <summary>Why one node does not take the pod, or null where it does.</summary>
    public Refusal? Check(PodInfo pod, ClusterState state, NodeInfo node) =>
        filters.Select(f => f.Prepare(pod, state)?.Check(node)).FirstOrDefault(r => r is not null);

    public SelectionResult Select(PodInfo pod, ClusterState state)
    {
        var checks = filters.Select(f => (Filter: f, Check: f.Prepare(pod, state))).Where(c => c.Check is not null).ToList();
        var fitting = new List<NodeInfo>(state.Nodes.Count);
        var refusals = new List<Refusal>();
        var hints = ClusterChange.None;
        foreach (var node in state.Nodes)
        {
            Refusal? refusal = null;
            foreach (var (filter, check) in checks)
            {
                if ((refusal = check!.Check(node)) is null) continue;
                refusals.Add(refusal);
                hints |= filter.Hints;
                break;
            }
            if (refusal is null) fitting.Add(node);
        }
        return fitting.Count == 0
            ? new(null, refusals, hints | ClusterChange.Node)
            : new(ranking.Best(pod, fitting, state), refusals, hints);
    }
}

/// <summary>What the search for a node gave.</summary>
/// <param name="Node">The best node; null where none fits.</param>
/// <param name="Refusals">Why the others do not fit, one each.</param>
/// <param name="Hints">What would have to change for a pod that fits nowhere.</param>
internal sealed record SelectionResult(NodeInfo? Node, IReadOnlyCollection<Refusal> Refusals, ClusterChange Hints);
