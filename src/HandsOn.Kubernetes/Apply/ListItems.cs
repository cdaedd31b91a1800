using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Schemas;

namespace HandsOn.Kubernetes.Apply;

/// <summary>The items of a list that server-side apply tells apart.</summary>
internal static class ListItems
{
    /// <summary>
    /// The items by their step. Items that share a step (a variable that stands twice in <c>env</c>) become one list under it, which
    /// is only ever compared as a whole; items without a step are left out.
    /// </summary>
    public static OrderedDictionary<string, object?> Index(JsonList list, ValueSchema schema)
    {
        var items = new OrderedDictionary<string, object?>(list.Count, StringComparer.Ordinal);
        foreach (var item in list)
        {
            if (PathStep.Item(item, schema) is not { } step) continue;
            if (!items.TryAdd(step, item))
                items[step] = items[step] is JsonList several ? several.Add(item) : JsonList.Of(items[step], item);
        }
        return items;
    }

    /// <summary>Whether both lists have the same items in the same order, whatever is in them.</summary>
    public static bool AreAligned(JsonList left, JsonList right, ValueSchema schema)
    {
        if (left.Count != right.Count) return false;
        for (var i = 0; i < left.Count; i++)
            if (!ReferenceEquals(left[i], right[i]) && !HaveSameStep(left[i], right[i], schema)) return false;
        return true;
    }

    private static bool HaveSameStep(object? left, object? right, ValueSchema schema) =>
        PathStep.Item(left, schema) is { } step && step == PathStep.Item(right, schema);
}
