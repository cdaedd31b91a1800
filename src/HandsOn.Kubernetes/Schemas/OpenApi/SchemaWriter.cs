using System.Text.Json;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Kubernetes.Schemas.OpenApi;

/// <summary>Writes types as component schemas with Kubernetes' extensions.</summary>
/// <param name="writer">Where they go.</param>
/// <param name="minor">The minor of the server; later fields are left out.</param>
/// <param name="version">The group version of the document.</param>
/// <param name="descriptions">Descriptions of kinds.</param>
internal sealed class SchemaWriter(
    Utf8JsonWriter writer, int minor, GroupVersion version, IReadOnlyDictionary<GroupVersionKind, string> descriptions)
{
    public void Write(TypeSchema type)
    {
        writer.WriteStartObject(type.Name);
        if (type.Kind is { } kind && descriptions.TryGetValue(kind, out var description)) writer.WriteString("description", description);
        writer.WriteString("type", "object");
        var fields = type.Fields.Where(f => f.Since <= minor).OrderBy(f => f.Name, StringComparer.Ordinal).ToList();
        WriteStrings("required", type.Fields.Where(f => f.IsRequired && f.Since <= minor).Select(f => f.Name));
        writer.WriteStartObject("properties");
        foreach (var field in fields) WriteField(field);
        writer.WriteEndObject();
        WriteKinds(type);
        if (type.IsAtomic) writer.WriteString("x-kubernetes-map-type", "atomic");
        writer.WriteEndObject();
    }

    private void WriteKinds(TypeSchema type)
    {
        if (type.Kind is not { } kind) return;
        writer.WriteStartArray("x-kubernetes-group-version-kind");
        WriteKind(kind);
        // The options of requests are registered with every group.
        if (type.Name == SchemaNames.DeleteOptions && version != kind.GroupVersion) WriteKind(new(version.Group, version.Version, kind.Kind));
        writer.WriteEndArray();
    }

    private void WriteKind(GroupVersionKind kind)
    {
        writer.WriteStartObject();
        writer.WriteString("group", kind.Group);
        writer.WriteString("kind", kind.Kind);
        writer.WriteString("version", kind.Version);
        writer.WriteEndObject();
    }

    private void WriteField(FieldSchema field)
    {
        writer.WriteStartObject(field.Name);
        if (field.Name == "fieldsV1") WriteReference(SchemaNames.FieldsV1, null);
        else WriteValue(field.Value, DefaultOf(field));
        if (field.Value.IsAtomic || field.Value.IsGranular) writer.WriteString("x-kubernetes-map-type", field.Value.IsAtomic ? "atomic" : "granular");
        if (field.PatchMergeKey.Length > 0) writer.WriteString("x-kubernetes-patch-merge-key", field.PatchMergeKey);
        if (field.PatchStrategy.Length > 0) writer.WriteString("x-kubernetes-patch-strategy", field.PatchStrategy);
        writer.WriteEndObject();
    }

    /// <summary>What Kubernetes writes for a field that nobody sets is its default, where it has a schema for it.</summary>
    private static object? DefaultOf(FieldSchema field)
    {
        if (field.Default is not null) return field.Default;
        if (field.IsPointer || !field.IsAlwaysWritten) return null;
        return field.Value.Shape == ValueShape.Object ? JsonMap.Empty : SchemaNames.Special(field.Value.Shape) is null ? field.Value.Zero : null;
    }

    private void WriteValue(ValueSchema value, object? defaultValue)
    {
        if ((value.Type?.Name ?? SchemaNames.Special(value.Shape)) is { } component) WriteReference(component, defaultValue);
        else if (value.Shape == ValueShape.List) WriteList(value);
        else if (value.Shape == ValueShape.Map) WriteMap(value);
        else WriteScalar(value, defaultValue);
    }

    // Members beside a $ref would be ignored, hence the allOf.
    private void WriteReference(string component, object? defaultValue)
    {
        if (defaultValue is not null) WriteDefault(defaultValue);
        writer.WriteStartArray("allOf");
        writer.WriteStartObject();
        writer.WriteString("$ref", SchemaNames.Reference(component));
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    private void WriteList(ValueSchema value)
    {
        writer.WriteString("type", "array");
        WriteElement("items", value.Element!);
        WriteStrings("x-kubernetes-list-map-keys", value.ListMapKeys);
        writer.WriteString("x-kubernetes-list-type", value.ListMerge switch { ListMerge.Map => "map", ListMerge.Set => "set", _ => "atomic" });
    }

    private void WriteMap(ValueSchema value)
    {
        writer.WriteString("type", "object");
        WriteElement("additionalProperties", value.Element!);
    }

    private void WriteElement(string name, ValueSchema element)
    {
        writer.WriteStartObject(name);
        if ((element.Type?.Name ?? SchemaNames.Special(element.Shape)) is { } component) writer.WriteString("$ref", SchemaNames.Reference(component));
        else WriteValue(element, null);
        writer.WriteEndObject();
    }

    private void WriteScalar(ValueSchema value, object? defaultValue)
    {
        var (type, format) = SchemaNames.Scalar(value.Shape);
        writer.WriteString("type", type);
        if (format.Length > 0) writer.WriteString("format", format);
        if (defaultValue is not null) WriteDefault(defaultValue);
        WriteStrings("enum", value.Enum);
    }

    private void WriteDefault(object value)
    {
        writer.WritePropertyName("default");
        JsonText.Write(writer, value);
    }

    private void WriteStrings(string name, IEnumerable<string> values)
    {
        var any = false;
        foreach (var value in values)
        {
            if (!any) writer.WriteStartArray(name);
            any = true;
            writer.WriteStringValue(value);
        }
        if (any) writer.WriteEndArray();
    }
}
