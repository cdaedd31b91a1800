using HandsOn.Cluster.Api.Pods;
using HandsOn.Cluster.Scheduling.State;

namespace HandsOn.Cluster.Scheduling.Filters;

/// <summary>Topology spread constraints that must hold (plugins/podtopologyspread/filtering.go).</summary>
internal sealed class PodTopologySpreadFilter : INodeFilter
{
    private static readonly Refusal TooUneven = Refusal.Of("node(s) didn't match pod topology spread constraints");
    private static readonly Refusal NoLabel = Refusal.Final("node(s) didn't match pod topology spread constraints (missing required label)");

    public ClusterChange Hints => ClusterChange.Node | ClusterChange.PodGone | ClusterChange.PodPlacedOrRelabelled;

    public INodeCheck? Prepare(PodInfo pod, ClusterState state)
    {
        var required = pod.SpreadConstraints.Where(c => c.IsRequired).ToList();
        if (required.Count == 0) return null;
        var checks = required.Select(c => (Constraint: c, Topology: Topology.Of(state, c, n => IsEligible(pod, c, required, n)))).ToList();
        return new NodeCheck(node =>
        {
            foreach (var (constraint, topology) in checks)
            {
                if (!topology.HasLabel(node)) return NoLabel;
                var least = topology.Domains < constraint.MinDomains ? 0 : topology.Least;
                var self = constraint.Pods.Matches(pod.Pod) ? 1 : 0;
                if (topology.Count(node) + self - least > constraint.MaxSkew) return TooUneven;
            }
            return null;
        });
    }

    private static bool IsEligible(PodInfo pod, SpreadConstraint constraint, List<SpreadConstraint> all, NodeInfo node) =>
        all.TrueForAll(c => node.Node!.Labels.ContainsKey(c.TopologyKey))
        && (!constraint.HonorsAffinity || pod.Selects(node.Node!))
        && (!constraint.HonorsTaints || node.Taints.All(t => t.Effect == Taint.PreferNoSchedule || pod.Tolerates(t)));
}
