using HandsOn.Cluster.Api.Pods;
using HandsOn.Cluster.Scheduling.State;

namespace HandsOn.Cluster.Scheduling.Filters;

/// <summary>Required affinity and anti-affinity between pods, in both directions (plugins/interpodaffinity/filtering.go).</summary>
internal sealed class InterPodAffinityFilter : INodeFilter
{
    private static readonly Refusal NoAffinity = Refusal.Final("node(s) didn't match pod affinity rules");
    private static readonly Refusal AntiAffinity = Refusal.Of("node(s) didn't match pod anti-affinity rules");
    private static readonly Refusal OthersAntiAffinity = Refusal.Of("node(s) didn't satisfy existing pods anti-affinity rules");

    public ClusterChange Hints => ClusterChange.Node | ClusterChange.PodGone | ClusterChange.PodPlacedOrRelabelled;

    public INodeCheck? Prepare(PodInfo pod, ClusterState state)
    {
        var others = state.AntiAffinity.Against(pod.Pod).Select(t => Topology.Of(state, t.TopologyKey, t.Nodes)).ToList();
        if (others.Count == 0 && pod.RequiredAffinity.Count == 0 && pod.RequiredAntiAffinity.Count == 0) return null;
        var near = pod.RequiredAffinity.Select(t => Topology.Of(state, t)).ToList();
        var far = pod.RequiredAntiAffinity.Select(t => Topology.Of(state, t)).ToList();
        // The first pod of a series that wants to be near its own kind may go anywhere.
        var isFirst = near.All(t => t.IsEmpty) && pod.RequiredAffinity.All(t => t.Pods.Matches(pod.Pod));
        return new NodeCheck(node =>
        {
            if (!near.TrueForAll(t => isFirst ? t.HasLabel(node) : t.Contains(node))) return NoAffinity;
            if (far.Exists(t => t.Contains(node))) return AntiAffinity;
            return others.Exists(t => t.Contains(node)) ? OthersAntiAffinity : null;
        });
    }
}
