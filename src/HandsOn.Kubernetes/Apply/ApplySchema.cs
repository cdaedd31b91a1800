using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Schemas;

namespace HandsOn.Kubernetes.Apply;

/// <summary>What field management asks of schemas.</summary>
internal static class ApplySchema
{
    // Nobody owns what identifies an object or what only the server sets: apimachinery/pkg/util/managedfields/internal/stripmeta.go.
    private static readonly HashSet<string> ServerMetadata =
        ["name", "namespace", "creationTimestamp", "selfLink", "uid", "clusterName", "generation", "managedFields", "resourceVersion"];

    /// <summary>A type as the schema of whole objects.</summary>
    public static ValueSchema Of(TypeSchema type) => new() { Shape = ValueShape.Object, Type = type };

    /// <summary>Whether the value is owned as one: a scalar, or an atomic map or list.</summary>
    public static bool IsLeaf(ValueSchema? schema) => schema?.Shape switch
    {
        ValueShape.Object => schema.IsAtomic || schema.Type is null || schema.Type.IsAtomic,
        ValueShape.Map => schema.IsAtomic,
        ValueShape.List => schema.ListMerge == ListMerge.Atomic,
        _ => true,
    };

    /// <summary>What a member of an object or map holds.</summary>
    public static ValueSchema? Member(ValueSchema? schema, string name) =>
        schema?.Shape == ValueShape.Map ? schema.Element : schema?.Type?.Field(name)?.Value;

    /// <summary>
    /// Whether Kubernetes has a value there even in an object in which nothing is set: its Go field is a struct, or is written when
    /// empty. Such a field is never added or removed, only what is in it.
    /// </summary>
    public static bool IsAlwaysThere(ValueSchema? schema, string name) =>
        schema?.Type?.Field(name) is { } field && (field.IsAlwaysWritten || (field.Value.Shape == ValueShape.Object && !field.IsPointer));

    /// <summary>Whether the member of an object's root, or of its metadata, is nobody's.</summary>
    public static bool IsOwned(string name, bool isRoot, bool isMetadata) =>
        !(isRoot && name is "apiVersion" or "kind") && !(isMetadata && ServerMetadata.Contains(name));

    public static bool IsEmpty(object? value) => value is null or JsonMap { Count: 0 } or JsonList { Count: 0 };
}
