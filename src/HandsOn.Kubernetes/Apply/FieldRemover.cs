using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Schemas;

namespace HandsOn.Kubernetes.Apply;

/// <summary>Takes fields out of objects (sigs.k8s.io/structured-merge-diff/v6/typed/remove.go).</summary>
internal static class FieldRemover
{
    /// <summary>The object without the fields; maps and lists that become empty stay.</summary>
    public static JsonMap Remove(JsonMap value, FieldSet fields, TypeSchema type) =>
        fields.IsEmpty ? value : RemoveMembers(value, fields.Json, ApplySchema.Of(type));

    /// <summary>
    /// The set with the struct fields on the way to its fields: removing all labels then removes <c>labels</c> too
    /// (sigs.k8s.io/structured-merge-diff/v6/fieldpath/set.go, EnsureNamedFieldsAreMembers).
    /// </summary>
    public static FieldSet WithNamedFields(FieldSet fields, TypeSchema type) =>
        fields.IsEmpty ? fields : FieldSet.FromNode(WithNamedFields(fields.Json, ApplySchema.Of(type), isMember: false));

    private static JsonMap? WithNamedFields(JsonMap node, ValueSchema? schema, bool isMember)
    {
        var nodes = new FieldNodeBuilder();
        foreach (var (step, child) in node)
        {
            if (step == PathStep.Self) continue;
            var childNode = (JsonMap)child!;
            var name = PathStep.FieldName(step);
            var isNamed = name is not null && schema?.Type?.Field(name) is not null;
            var below = name is null ? schema?.Element : ApplySchema.Member(schema, name);
            nodes.Add(step, WithNamedFields(childNode, below, isNamed || FieldNode.IsMember(childNode)));
        }
        return nodes.Build(isMember, node);
    }

    private static object? RemoveFrom(object? value, JsonMap fields, ValueSchema? schema) => value switch
    {
        _ when ApplySchema.IsLeaf(schema) => value,
        JsonMap map => RemoveMembers(map, fields, schema),
        JsonList list => RemoveItems(list, fields, schema!),
        _ => value,
    };

    private static JsonMap RemoveMembers(JsonMap map, JsonMap fields, ValueSchema? schema)
    {
        foreach (var (step, child) in fields)
        {
            if (PathStep.FieldName(step) is not { } name || !map.TryGetValue(name, out var value)) continue;
            var node = (JsonMap)child!;
            map = FieldNode.IsMember(node)
                ? map.Without(name)
                : map.With(name, RemoveFrom(value, node, ApplySchema.Member(schema, name)));
        }
        return map;
    }

    private static JsonList RemoveItems(JsonList list, JsonMap fields, ValueSchema schema)
    {
        var kept = new List<object?>(list.Count);
        foreach (var item in list)
        {
            var node = PathStep.Item(item, schema) is { } step ? fields[step] as JsonMap : null;
            if (node is null) kept.Add(item);
            else if (!FieldNode.IsMember(node)) kept.Add(RemoveFrom(item, node, schema.Element));
        }
        return kept.Count == list.Count && kept.Zip(list).All(p => ReferenceEquals(p.First, p.Second)) ? list : JsonList.From(kept);
    }
}
