using HandsOn.Kubernetes.Json;

namespace HandsOn.Kubernetes.Apply;

/// <summary>
/// Lets equal nodes be one: ten thousand pods of a Deployment are written by the same managers with the same fields, and without this
/// each would keep some eighty maps of its own about that. A node that has not been seen lately costs nothing but its place.
/// </summary>
internal static class FieldNodePool
{
    private static readonly JsonMap?[] Places = new JsonMap?[8192];

    /// <summary>The node that was made before with the very same children, or this one.</summary>
    public static JsonMap Share(JsonMap node)
    {
        ref var place = ref Places[node.ShallowHash() & (Places.Length - 1)];
        if (Volatile.Read(ref place) is { } known && known.IsShallowlyEqual(node)) return known;
        Volatile.Write(ref place, node);
        return node;
    }
}
