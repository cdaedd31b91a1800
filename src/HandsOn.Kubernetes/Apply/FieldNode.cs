using HandsOn.Kubernetes.Json;

namespace HandsOn.Kubernetes.Apply;

/// <summary>
/// A node of a <see cref="FieldSet"/>, in the form that FieldsV1 has: an empty map is a field of the set, a map with <c>.</c> is one
/// with fields below it, a map without <c>.</c> only leads to the fields below it, and null is nothing. Every operation gives back
/// the node that it got where nothing changed.
/// </summary>
internal static class FieldNode
{
    /// <summary>A field without fields below it.</summary>
    public static JsonMap Leaf => JsonMap.Empty;

    public static bool IsMember(JsonMap node) => node.Count == 0 || node.ContainsKey(PathStep.Self);

    public static JsonMap? Union(JsonMap? left, JsonMap? right)
    {
        if (left is null || ReferenceEquals(left, right)) return left ?? right;
        if (right is null || Contains(left, right)) return left;
        var nodes = new FieldNodeBuilder();
        foreach (var (step, child) in left)
            if (step != PathStep.Self) nodes.Add(step, Union((JsonMap?)child, right[step] as JsonMap));
        foreach (var (step, child) in right)
            if (step != PathStep.Self && !left.ContainsKey(step)) nodes.Add(step, (JsonMap?)child);
        return nodes.Build(IsMember(left) || IsMember(right), left);
    }

    /// <summary>The fields of the first that are not in the second; fields below a field of the second stay.</summary>
    public static JsonMap? Difference(JsonMap? left, JsonMap? right)
    {
        if (left is null || right is null || !Overlap(left, right)) return left;
        var nodes = new FieldNodeBuilder();
        foreach (var (step, child) in left)
            if (step != PathStep.Self) nodes.Add(step, Difference((JsonMap?)child, right[step] as JsonMap));
        return nodes.Build(IsMember(left) && !IsMember(right), left);
    }

    /// <summary>The fields of the first that are neither in the second nor below a field of the second.</summary>
    public static JsonMap? Without(JsonMap? left, JsonMap? right)
    {
        if (left is null || right is null) return left;
        if (IsMember(right)) return null;
        var nodes = new FieldNodeBuilder();
        foreach (var (step, child) in left)
            if (step != PathStep.Self) nodes.Add(step, Without((JsonMap?)child, right[step] as JsonMap));
        return nodes.Build(IsMember(left), left);
    }

    public static JsonMap? Intersection(JsonMap? left, JsonMap? right)
    {
        if (left is null || right is null || ReferenceEquals(left, right)) return right is null ? null : left;
        var nodes = new FieldNodeBuilder();
        foreach (var (step, child) in left)
            if (step != PathStep.Self && right[step] is JsonMap other) nodes.Add(step, Intersection((JsonMap?)child, other));
        return nodes.Build(IsMember(left) && IsMember(right), left);
    }

    // Most writes change a few fields that their writer owns already: these two tell so without building anything.
    private static bool Contains(JsonMap left, JsonMap right)
    {
        if (IsMember(right) && !IsMember(left)) return false;
        foreach (var step in right.Keys)
            if (step != PathStep.Self && !(left[step] is JsonMap child && Contains(child, (JsonMap)right[step]!))) return false;
        return true;
    }

    private static bool Overlap(JsonMap left, JsonMap right)
    {
        if (IsMember(left) && IsMember(right)) return true;
        foreach (var step in right.Keys)
            if (step != PathStep.Self && left[step] is JsonMap child && Overlap(child, (JsonMap)right[step]!)) return true;
        return false;
    }
}
