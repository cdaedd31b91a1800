using HandsOn.Cluster.Api.Pods;

namespace HandsOn.Cluster.Scheduling.State;

/// <summary>The values of a node label (zones, hosts) under which some pods run, with their number.</summary>
internal sealed class Topology
{
    private readonly string key;
    private readonly Dictionary<string, long> counts = new(StringComparer.Ordinal);

    private Topology(string key) => this.key = key;

    public bool IsEmpty => counts.Count == 0;

    /// <summary>The smallest number under any value; 0 where there is no value.</summary>
    public long Least => counts.Count == 0 ? 0 : counts.Values.Min();

    /// <summary>How many values there are.</summary>
    public int Domains => counts.Count;

    /// <summary>The topology of the pods that a term means.</summary>
    public static Topology Of(ClusterState state, PodTerm term)
    {
        var topology = new Topology(term.TopologyKey);
        foreach (var (node, count) in state.Counts.For(term.Pods)) topology.Add(state, node, count);
        return topology;
    }

    /// <summary>The topology of some nodes.</summary>
    public static Topology Of(ClusterState state, string key, IEnumerable<string> nodes)
    {
        var topology = new Topology(key);
        foreach (var node in nodes) topology.Add(state, node, 1);
        return topology;
    }

    /// <summary>The topology of a spread constraint: every value of an eligible node counts, also those without such a pod.</summary>
    public static Topology Of(ClusterState state, SpreadConstraint constraint, Func<NodeInfo, bool> isEligible)
    {
        var topology = new Topology(constraint.TopologyKey);
        var pods = state.Counts.For(constraint.Pods);
        foreach (var node in state.Nodes)
            if (isEligible(node)) topology.Add(state, node.Name, pods.GetValueOrDefault(node.Name));
        return topology;
    }

    public bool HasLabel(NodeInfo node) => Value(node) is not null;

    public bool Contains(NodeInfo node) => Value(node) is { } value && counts.ContainsKey(value);

    public long Count(NodeInfo node) => Value(node) is { } value ? counts.GetValueOrDefault(value) : 0;

    private string? Value(NodeInfo node) => node.Node?.Labels.String(key);

    private void Add(ClusterState state, string node, long count)
    {
        if (state.Find(node) is { } info && Value(info) is { } value) counts[value] = counts.GetValueOrDefault(value) + count;
    }
}
