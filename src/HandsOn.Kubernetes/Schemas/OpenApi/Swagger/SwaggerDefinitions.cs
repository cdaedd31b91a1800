using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Kubernetes.Schemas.OpenApi.Swagger;

/// <summary>Makes types into definitions with Kubernetes' extensions.</summary>
internal static class SwaggerDefinitions
{
    public static JsonMap Make(IEnumerable<TypeSchema> types, int minor, IReadOnlyDictionary<GroupVersionKind, string> descriptions)
    {
        var definitions = new JsonMapBuilder();
        definitions.Set(SchemaNames.Special(ValueShape.Time)!, Leaf("string", "date-time"));
        definitions.Set(SchemaNames.Special(ValueShape.MicroTime)!, Leaf("string", "date-time"));
        definitions.Set(SchemaNames.Special(ValueShape.Quantity)!, Leaf("string"));
        definitions.Set(SchemaNames.Special(ValueShape.IntOrString)!, Leaf("string", "int-or-string"));
        definitions.Set(SchemaNames.Special(ValueShape.Any)!, Leaf("object"));
        foreach (var type in types) definitions.Set(type.Name, Definition(type, minor, descriptions));
        return definitions.Build();
    }

    public static JsonMap Kind(GroupVersionKind kind) => JsonMap.Of(("group", kind.Group), ("kind", kind.Kind), ("version", kind.Version));

    private static JsonMap Definition(TypeSchema type, int minor, IReadOnlyDictionary<GroupVersionKind, string> descriptions)
    {
        var fields = type.Fields.Where(f => f.Since <= minor).OrderBy(f => f.Name, StringComparer.Ordinal).ToList();
        var required = fields.Where(f => f.IsRequired).Select(f => f.Name).ToList();
        return JsonMap.Of(
            ("description", type.Kind is { } known ? descriptions.GetValueOrDefault(known) : null),
            ("type", "object"),
            ("required", required.Count == 0 ? null : JsonList.From(required)),
            ("properties", JsonMap.From(fields.Select(f => KeyValuePair.Create(f.Name, (object?)Property(f))))),
            ("x-kubernetes-group-version-kind", type.Kind is { } kind ? JsonList.Of(Kind(kind)) : null),
            ("x-kubernetes-map-type", type.IsAtomic ? "atomic" : null));
    }

    private static JsonMap Property(FieldSchema field)
    {
        var property = Value(field.Value);
        if (field.Default is { } value) property = property.With("default", value);
        if (field.Value.IsAtomic || field.Value.IsGranular) property = property.With("x-kubernetes-map-type", field.Value.IsAtomic ? "atomic" : "granular");
        if (field.PatchMergeKey.Length > 0) property = property.With("x-kubernetes-patch-merge-key", field.PatchMergeKey);
        return field.PatchStrategy.Length > 0 ? property.With("x-kubernetes-patch-strategy", field.PatchStrategy) : property;
    }

    private static JsonMap Value(ValueSchema value)
    {
        if ((value.Type?.Name ?? SchemaNames.Special(value.Shape)) is { } definition) return JsonMap.Of(("$ref", "#/definitions/" + definition));
        return value.Shape switch
        {
            ValueShape.List => JsonMap.Of(
                ("type", "array"), ("items", Value(value.Element!)),
                ("x-kubernetes-list-map-keys", value.ListMapKeys.Count == 0 ? null : JsonList.From(value.ListMapKeys)),
                ("x-kubernetes-list-type", value.ListMerge switch { ListMerge.Map => "map", ListMerge.Set => "set", _ => "atomic" })),
            ValueShape.Map => JsonMap.Of(("type", "object"), ("additionalProperties", Value(value.Element!))),
            _ => Scalar(value),
        };
    }

    private static JsonMap Scalar(ValueSchema value)
    {
        var (type, format) = SchemaNames.Scalar(value.Shape);
        return Leaf(type, format).WithOrWithout("enum", value.Enum.Count == 0 ? null : JsonList.From(value.Enum));
    }

    private static JsonMap Leaf(string type, string format = "") => JsonMap.Of(("type", type), ("format", format.Length == 0 ? null : format));
}
