using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Schemas;

namespace HandsOn.Kubernetes.Apply;

/// <summary>Finds the fields that an object sets (sigs.k8s.io/structured-merge-diff/v6/typed/tofieldset.go).</summary>
internal static class FieldExtractor
{
    /// <summary>The fields, without those that are nobody's.</summary>
    public static FieldSet Extract(JsonMap value, TypeSchema type) =>
        FieldSet.FromNode(Members(value, ApplySchema.Of(type), isRoot: true, isMetadata: false).Build(false));

    private static FieldNodeBuilder Members(JsonMap map, ValueSchema? schema, bool isRoot, bool isMetadata)
    {
        var nodes = new FieldNodeBuilder();
        foreach (var (name, value) in map)
        {
            if (!ApplySchema.IsOwned(name, isRoot, isMetadata)) continue;
            var isMember = value is null or JsonMap { Count: 0 } || schema?.Shape == ValueShape.Map;
            nodes.Add(PathStep.Field(name), Node(value, ApplySchema.Member(schema, name), isMember, isRoot && name == "metadata"));
        }
        return nodes;
    }

    private static JsonMap? Node(object? value, ValueSchema? schema, bool isMember, bool isMetadata)
    {
        if (ApplySchema.IsLeaf(schema)) return FieldNode.Leaf;
        var nodes = new FieldNodeBuilder();
        switch (value)
        {
            case JsonMap { Count: 0 } when isMetadata: return null;
            case JsonMap map:
                nodes = Members(map, schema, false, isMetadata);
                break;
            case JsonList list:
                foreach (var (step, item) in ListItems.Index(list, schema!))
                    nodes.Add(step, item is JsonList ? FieldNode.Leaf : Node(item, schema!.Element, isMember: true, isMetadata: false));
                break;
        }
        return nodes.Build(isMember);
    }
}
