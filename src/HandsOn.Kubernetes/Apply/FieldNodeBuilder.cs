using HandsOn.Kubernetes.Json;

namespace HandsOn.Kubernetes.Apply;

/// <summary>Collects the nodes below one <see cref="FieldNode"/>. Costs nothing while it stays empty.</summary>
internal struct FieldNodeBuilder
{
    private List<KeyValuePair<string, JsonMap>>? nodes;

    /// <summary>Adds what stands behind a step, unless there is nothing.</summary>
    public void Add(string step, JsonMap? node)
    {
        if (node is not null) (nodes ??= []).Add(KeyValuePair.Create(step, node));
    }

    /// <summary>The node, in the order of FieldsV1; null where there is nothing in it.</summary>
    /// <param name="isMember">Whether the node itself is a field of the set.</param>
    /// <param name="same">A node to give back instead if it is equal.</param>
    public readonly JsonMap? Build(bool isMember, JsonMap? same = null)
    {
        if (nodes is null) return isMember ? FieldNode.Leaf : null;
        if (same is not null && IsSame(isMember, same)) return same;
        SortIfNeeded();
        var builder = new JsonMapBuilder(nodes.Count + 1);
        if (isMember) builder.Set(PathStep.Self, FieldNode.Leaf);
        foreach (var (step, node) in nodes) builder.Set(step, node);
        return FieldNodePool.Share(builder.Build());
    }

    private readonly bool IsSame(bool isMember, JsonMap same)
    {
        if (FieldNode.IsMember(same) != isMember || same.Count != nodes!.Count + (isMember ? 1 : 0)) return false;
        foreach (var (step, node) in nodes)
            if (!ReferenceEquals(same[step], node)) return false;
        return true;
    }

    private readonly void SortIfNeeded()
    {
        for (var i = 1; i < nodes!.Count; i++)
        {
            if (PathStep.Compare(nodes[i - 1].Key, nodes[i].Key) <= 0) continue;
            nodes.Sort((a, b) => PathStep.Compare(a.Key, b.Key));
            return;
        }
    }
}
