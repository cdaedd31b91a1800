using HandsOn.Kubernetes.Schemas;

namespace HandsOn.Kubernetes.Patching;

/// <summary>What a strategic merge patch must know of a field: what it holds and how that is merged.</summary>
internal readonly record struct PatchField(ValueSchema? Schema, bool IsMerged, bool IsReplaced, string MergeKey)
{
    /// <summary>The field of an object, or the value of a map.</summary>
    public static PatchField Find(ValueSchema? parent, string name)
    {
        if (parent?.Shape == ValueShape.Map) return new(parent.Element, false, false, "");
        if (parent?.Type is not { } type) return default;
        var field = type.Field(name) ?? throw StrategicMergeErrors.UnknownField(type.ShortName, name);
        return new(field.Value, Has(field, "merge"), Has(field, "replace"), field.PatchMergeKey);
    }

    private static bool Has(FieldSchema field, string strategy) =>
        field.PatchStrategy.Length > 0 && field.PatchStrategy.Split(',').Contains(strategy);
}
