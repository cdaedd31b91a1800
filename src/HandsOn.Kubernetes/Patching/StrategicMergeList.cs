using HandsOn.Kubernetes.Json;

namespace HandsOn.Kubernetes.Patching;

/// <summary>How strategic merge patches merge lists: by a member of the items, or as sets of scalars.</summary>
internal static class StrategicMergeList
{
    public static JsonList Merge(JsonList original, JsonList patch, PatchField field, bool isDeletion)
    {
        if (original.Count == 0 && patch.Count == 0) return original;
        if (!AreMaps(original, patch))
            return isDeletion
                ? JsonList.From(original.Where(item => !Contains(patch, item)))
                : Order(JsonList.From(original.Concat(patch).Distinct()), patch, original, "");
        if (field.MergeKey.Length == 0) throw StrategicMergeErrors.NoMergeKeyDeclared();

        var items = new List<object?>(original);
        var patches = new List<object?>();
        if (ApplyDirectives(items, patch, patches, field.MergeKey)) return JsonList.From(patches.Select(StrategicMergePatch.Clean));
        foreach (var item in patches) MergeItem(items, (JsonMap)item!, field);
        return Order(JsonList.From(items), JsonList.From(patches), original, field.MergeKey);
    }

    /// <summary>The items of a merged list: those of the order in that order, the others where the server had them.</summary>
    public static JsonList Order(JsonList merged, JsonList order, JsonList serverOrder, string mergeKey)
    {
        var ordered = merged.Where(item => IndexOf(order, item, mergeKey) >= 0).OrderBy(item => IndexOf(order, item, mergeKey)).ToList();
        var others = merged.Where(item => IndexOf(order, item, mergeKey) < 0).OrderBy(item => Place(serverOrder, item, mergeKey)).ToList();
        var result = new List<object?>(merged.Count);
        var (o, s) = (0, 0);
        while (result.Count < ordered.Count + others.Count)
        {
            if (s < others.Count && (o >= ordered.Count || ComesFirst(others[s], ordered[o]))) result.Add(others[s++]);
            else result.Add(ordered[o++]);
        }
        return JsonList.From(result);

        bool ComesFirst(object? serverItem, object? orderedItem)
        {
            var left = IndexOf(serverOrder, serverItem, mergeKey);
            var right = IndexOf(serverOrder, orderedItem, mergeKey);
            return left >= 0 && right >= 0 && left < right;
        }
    }

    /// <summary>Refuses a patch whose items stand in another order than its <c>$setElementOrder</c> says.</summary>
    public static void CheckOrder(JsonList patch, JsonList order, string mergeKey)
    {
        if (order.Count == 0 || patch.Count == 0) return;
        var next = 0;
        foreach (var item in patch)
        {
            if (StrategicMergePatch.HasDirective(item)) continue;
            while (next < order.Count && !Equals(Key(item, mergeKey), Key(order[next], mergeKey))) next++;
            if (next++ >= order.Count) throw StrategicMergeErrors.WrongOrder(patch, order);
        }
    }

    private static bool AreMaps(JsonList original, JsonList patch)
    {
        Type? type = null;
        foreach (var item in original.Concat(patch))
        {
            type ??= item is JsonList ? throw StrategicMergeErrors.ListOfLists() : item?.GetType();
            if (item?.GetType() != type) throw StrategicMergeErrors.MixedList(original, patch);
        }
        return type == typeof(JsonMap);
    }

    // Deletes what the patch deletes and collects its other items; true where the patch replaces the whole list.
    private static bool ApplyDirectives(List<object?> items, JsonList patch, List<object?> patches, string mergeKey)
    {
        var replaces = false;
        foreach (var item in patch.Maps())
        {
            if (!item.TryGetValue(StrategicMergePatch.Directive, out var directive))
            {
                patches.Add(item);
                continue;
            }
            switch (directive)
            {
                case "delete":
                    var key = Key(item, mergeKey);
                    items.RemoveAll(i => i is JsonMap map && Equals(map[mergeKey], key));
                    break;
                case "replace":
                    replaces = true;
                    break;
                case "merge":
                    throw StrategicMergeErrors.ListMergeDirective();
                default:
                    throw StrategicMergeErrors.BadDirective(directive, item);
            }
        }
        return replaces;
    }

    private static void MergeItem(List<object?> items, JsonMap patch, PatchField field)
    {
        var key = Key(patch, field.MergeKey);
        var index = items.FindIndex(item => item is JsonMap map && Equals(map[field.MergeKey], key));
        if (index < 0) items.Add(StrategicMergePatch.Clean(patch));
        else items[index] = StrategicMergePatch.Merge((JsonMap)items[index]!, patch, field.Schema?.Element);
    }

    private static object? Key(object? item, string mergeKey)
    {
        if (mergeKey.Length == 0) return item;
        var map = item as JsonMap ?? throw StrategicMergeErrors.BadType("map[string]interface {}", item);
        return map[mergeKey] ?? throw StrategicMergeErrors.NoMergeKey(map, mergeKey);
    }

    private static int IndexOf(JsonList list, object? item, string mergeKey)
    {
        var key = Key(item, mergeKey);
        for (var i = 0; i < list.Count; i++)
            if (Equals(Key(list[i], mergeKey), key)) return i;
        return -1;
    }

    private static int Place(JsonList list, object? item, string mergeKey) =>
        IndexOf(list, item, mergeKey) is var i and >= 0 ? i : int.MaxValue;

    private static bool Contains(JsonList list, object? item) => IndexOf(list, item, "") >= 0;
}
