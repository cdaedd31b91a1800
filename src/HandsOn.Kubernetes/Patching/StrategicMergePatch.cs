using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Schemas;

namespace HandsOn.Kubernetes.Patching;

/// <summary>
/// <c>application/strategic-merge-patch+json</c>: a merge patch that knows by which member the items of a list are told apart,
/// with directives (<c>$patch</c>, <c>$retainKeys</c>, <c>$setElementOrder/</c>, <c>$deleteFromPrimitiveList/</c>)
/// (staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go).
/// </summary>
public static class StrategicMergePatch
{
    internal const string Directive = "$patch";
    private const string RetainKeys = "$retainKeys";
    private const string ElementOrder = "$setElementOrder/";
    private const string DeleteFromList = "$deleteFromPrimitiveList/";

    /// <summary>The document with the patch merged in; unchanged parts stay the same references.</summary>
    /// <exception cref="StatusException">The patch does not make sense for the type; the message is that of the API server.</exception>
    public static JsonMap Apply(JsonMap document, JsonMap patch, TypeSchema type) =>
        Merge(document, patch, new ValueSchema { Shape = ValueShape.Object, Type = type });

    internal static JsonMap Merge(JsonMap original, JsonMap patch, ValueSchema? schema)
    {
        if (patch.TryGetValue(Directive, out var directive))
            return directive switch
            {
                "replace" => patch.Without(Directive),
                "delete" => JsonMap.Empty,
                _ => throw StrategicMergeErrors.BadDirective(directive, patch),
            };
        if (patch.TryGetValue(RetainKeys, out var kept))
        {
            patch = patch.Without(RetainKeys);
            original = Retain(original, patch, kept as JsonList ?? throw StrategicMergeErrors.BadRetainKeys());
        }
        foreach (var (key, order) in patch)
            if (key.StartsWith(ElementOrder, StringComparison.Ordinal))
                (original, patch) = MergeOrdered(original, patch, key, order, schema);
        var merged = new JsonMapEditor(original);
        foreach (var (key, value) in patch) MergeMember(merged, key, value, schema);
        return merged.Result();
    }

    /// <summary>A new value as it is stored: without nulls and without what carries a directive.</summary>
    internal static object? Clean(object? value) => MergePatch.WithoutNulls(WithoutDirectives(value));

    internal static bool HasDirective(object? value) => value is JsonMap map && map.ContainsKey(Directive);

    private static JsonMap Retain(JsonMap original, JsonMap patch, JsonList retainKeys)
    {
        var kept = retainKeys.Strings().ToHashSet(StringComparer.Ordinal);
        foreach (var (key, value) in patch)
            if (value is not null && !key.StartsWith(DeleteFromList, StringComparison.Ordinal)
                && !key.StartsWith(ElementOrder, StringComparison.Ordinal) && !kept.Contains(key))
                throw StrategicMergeErrors.BadRetainKeys();
        var retained = new JsonMapEditor(original);
        foreach (var key in original.Keys)
            if (!kept.Contains(key)) retained.Remove(key);
        return retained.Result();
    }

    private static void MergeMember(JsonMapEditor original, string key, object? value, ValueSchema? schema)
    {
        var isDeletion = key.StartsWith(DeleteFromList, StringComparison.Ordinal);
        if (isDeletion) key = key[DeleteFromList.Length..];

        var old = original[key];
        object? merged;
        switch (old, value)
        {
            case (JsonMap oldMap, JsonMap map):
                var member = PatchField.Find(schema, key);
                merged = member.IsReplaced ? map : Merge(oldMap, map, member.Schema);
                break;
            case (JsonList oldList, JsonList list):
                var field = PatchField.Find(schema, key);
                merged = field.IsMerged || isDeletion ? StrategicMergeList.Merge(oldList, list, field, isDeletion) : list;
                break;
            case (_, null):
                merged = null;
                break;
            default:
                if (isDeletion) return;
                merged = HasDirective(value) ? null : Clean(value);
                break;
        }
        if (merged is null) original.Remove(key);
        else if (!JsonValue.DeepEquals(old, merged)) original.Set(key, merged);
    }

    private static (JsonMap Original, JsonMap Patch) MergeOrdered(
        JsonMap original, JsonMap patch, string directive, object? orderValue, ValueSchema? schema)
    {
        var key = directive[ElementOrder.Length..];
        var order = orderValue as JsonList ?? throw StrategicMergeErrors.BadType("[]interface {}", orderValue);
        var old = ListOrNull(original, key);
        var items = ListOrNull(patch, key);
        patch = patch.Without(directive);
        var field = PatchField.Find(schema, key);
        StrategicMergeList.CheckOrder(items ?? JsonList.Empty, order, field.MergeKey);

        JsonList merged;
        if (old is null && items is null) return (original, patch);
        if (items is null) merged = old!;
        else if (old is null) merged = (JsonList)Clean(items)!;
        else merged = field.IsMerged ? StrategicMergeList.Merge(old, items, field, isDeletion: false) : items;

        merged = StrategicMergeList.Order(merged, order, old ?? JsonList.Empty, field.MergeKey);
        if (!merged.Equals(old)) original = original.With(key, merged);
        return (original, patch.Without(key));
    }

    private static JsonList? ListOrNull(JsonMap map, string key) => map.TryGetValue(key, out var value)
        ? value as JsonList ?? throw StrategicMergeErrors.BadType("[]interface {}", value)
        : null;

    private static object? WithoutDirectives(object? value)
    {
        switch (value)
        {
            case JsonMap map:
                var kept = new JsonMapEditor(map);
                foreach (var (key, member) in map)
                {
                    if (HasDirective(member)) kept.Remove(key);
                    else kept.Set(key, WithoutDirectives(member));
                }
                return kept.Result();
            case JsonList list when list.Any(item => item is JsonMap or JsonList):
                return JsonList.From(list.Where(item => !HasDirective(item)).Select(WithoutDirectives));
            default:
                return value;
        }
    }
}
