using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Schemas;

namespace HandsOn.Kubernetes.Apply;

/// <summary>Merges an applied configuration into an object (sigs.k8s.io/structured-merge-diff/v6/typed/merge.go).</summary>
internal static class ObjectMerger
{
    /// <summary>The object with the configuration's values; unchanged parts stay the same references.</summary>
    public static JsonMap Merge(JsonMap live, JsonMap applied, TypeSchema type) => MergeMaps(live, applied, ApplySchema.Of(type));

    private static object? MergeValues(object? live, object? applied, ValueSchema? schema)
    {
        object? merged = (live, applied) switch
        {
            _ when ApplySchema.IsLeaf(schema) => applied,
            (JsonMap map, JsonMap other) => MergeMaps(map, other, schema),
            (JsonList list, JsonList other) => MergeLists(list, other, schema!),
            _ => applied,
        };
        return JsonValue.DeepEquals(live, merged) ? live : merged;
    }

    private static JsonMap MergeMaps(JsonMap live, JsonMap applied, ValueSchema? schema)
    {
        foreach (var (name, value) in applied)
            live = value is null ? live.Without(name) : live.With(name, MergeValues(live[name], value, ApplySchema.Member(schema, name)));
        return live;
    }

    // Items of both lists keep the applied order; items that only the live list has stay behind the item they stood behind.
    private static JsonList MergeLists(JsonList live, JsonList applied, ValueSchema schema)
    {
        var left = live.Select(item => PathStep.Item(item, schema) ?? "").ToList();
        var right = applied.Select(item => PathStep.Item(item, schema) ?? "").ToList();
        var shared = new Queue<string>(right.Where(left.Contains));
        var next = Next(shared);
        var merged = new List<object?>();
        var done = new HashSet<string>(StringComparer.Ordinal);
        for (var (l, r) = (0, 0); l < left.Count || r < right.Count;)
        {
            if (l < left.Count && r < right.Count)
            {
                if (left[l] == right[r])
                {
                    done.Add(left[l]);
                    merged.Add(MergeValues(live[l++], applied[r++], schema.Element));
                    next = Next(shared);
                    continue;
                }
                if (right.Contains(left[l]) && next is not null && next != left[l])
                {
                    l++;
                    continue;
                }
            }
            if (l < left.Count)
            {
                if (!right.Contains(left[l]))
                {
                    merged.Add(live[l++]);
                    continue;
                }
                if (done.Contains(left[l])) l++;
            }
            if (r >= right.Count) continue;
            var step = right[r];
            done.Add(step);
            merged.Add(left.IndexOf(step) is var at and >= 0 ? MergeValues(live[at], applied[r], schema.Element) : applied[r]);
            r++;
            if (next == step) next = Next(shared);
        }
        return JsonList.From(merged);
    }

    private static string? Next(Queue<string> steps) => steps.TryDequeue(out var step) ? step : null;
}
