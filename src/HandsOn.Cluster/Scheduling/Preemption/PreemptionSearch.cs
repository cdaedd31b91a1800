using HandsOn.Cluster.Api.Pods;
using HandsOn.Cluster.Scheduling.Filters;
using HandsOn.Cluster.Scheduling.State;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Scheduling.Preemption;

/// <summary>
/// Looks for less important pods whose end would make room for one that fits nowhere
/// (pkg/scheduler/framework/plugins/defaultpreemption; PodDisruptionBudgets are not looked at).
/// </summary>
internal sealed class PreemptionSearch(NodeSelection selection)
{
    private readonly Dictionary<ObjectKey, IReadOnlyList<PodInfo>> underWay = [];

    /// <param name="refusals">Why each node refuses the pod, in the order of the nodes.</param>
    public PreemptionResult Find(PodInfo pod, ClusterState state, IReadOnlyCollection<Refusal> refusals)
    {
        if (pod.Pod.Spec.String("preemptionPolicy") == "Never") return new("not eligible due to preemptionPolicy=Never.");
        if (underWay.Remove(pod.Key, out var earlier) && earlier.Any(v => state.Placed(v.Key) is not null))
        {
            underWay[pod.Key] = earlier;
            return new("not eligible due to a terminating pod on the nominated node.");
        }
        var candidates = new List<(NodeInfo Node, List<PodInfo> Victims)>();
        var reasons = new List<string>();
        foreach (var (node, refusal) in state.Nodes.Zip(refusals))
        {
            if (refusal.IsFinal) reasons.Add("Preemption is not helpful for scheduling");
            else if (Victims(pod, node, state, reasons) is { } victims) candidates.Add((node, victims));
        }
        if (candidates.Count == 0) return new(FitError.Histogram(state.Nodes.Count, reasons));
        var (best, chosen) = candidates.MinBy(c => (c.Victims[0].Priority, c.Victims.Sum(v => v.Priority), c.Victims.Count, c.Node.Name));
        underWay[pod.Key] = chosen;
        return new("", best.Name, chosen);
    }

    /// <summary>The pods that would have to go from the node, the most important first; null where that would not help.</summary>
    private List<PodInfo>? Victims(PodInfo pod, NodeInfo node, ClusterState state, List<string> reasons)
    {
        var lesser = node.Pods.Where(p => p.Priority < pod.Priority)
            .OrderByDescending(p => p.Priority).ThenBy(p => p.Pod.CreationTimestamp).ThenBy(p => p.Key).ToList();
        if (lesser.Count == 0)
        {
            reasons.Add("No preemption victims found for incoming pod");
            return null;
        }
        foreach (var victim in lesser) state.Remove(victim.Key);
        var victims = new List<PodInfo>();
        var refusal = selection.Check(pod, state, node);
        if (refusal is not null) reasons.AddRange(refusal.Reasons);
        foreach (var victim in lesser)
        {
            // The most important ones are spared first, as many as can be.
            state.Place(victim, node.Name);
            if (refusal is not null || selection.Check(pod, state, node) is null) continue;
            state.Remove(victim.Key);
            victims.Add(victim);
        }
        foreach (var victim in victims) state.Place(victim, node.Name);
        return victims.Count == 0 ? null : victims;
    }
}

/// <summary>What the search gave.</summary>
/// <param name="Message">Why nothing is preempted; empty where something is.</param>
/// <param name="Node">The node on which room is made, or null.</param>
/// <param name="Victims">The pods that have to go.</param>
internal sealed record PreemptionResult(string Message, string? Node = null, IReadOnlyList<PodInfo>? Victims = null);
