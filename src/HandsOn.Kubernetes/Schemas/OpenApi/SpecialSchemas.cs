using System.Text.Json;

namespace HandsOn.Kubernetes.Schemas.OpenApi;

/// <summary>The components of values with a JSON form of their own.</summary>
internal static class SpecialSchemas
{
    public static void Write(Utf8JsonWriter writer)
    {
        Write(writer, ValueShape.Time, ("type", "string"), ("format", "date-time"));
        Write(writer, ValueShape.MicroTime, ("type", "string"), ("format", "date-time"));
        Write(writer, ValueShape.Any, ("type", "object"));
        WriteOneOf(writer, ValueShape.Quantity, null, "string", "number");
        WriteOneOf(writer, ValueShape.IntOrString, "int-or-string", "integer", "string");
        Write(writer, SchemaNames.FieldsV1, ("type", "object"));
        Write(writer, SchemaNames.Patch, ("type", "object"));
    }

    private static void Write(Utf8JsonWriter writer, ValueShape shape, params ReadOnlySpan<(string Key, string Value)> members) =>
        Write(writer, SchemaNames.Special(shape)!, members);

    private static void Write(Utf8JsonWriter writer, string name, params ReadOnlySpan<(string Key, string Value)> members)
    {
        writer.WriteStartObject(name);
        foreach (var (key, value) in members) writer.WriteString(key, value);
        writer.WriteEndObject();
    }

    private static void WriteOneOf(Utf8JsonWriter writer, ValueShape shape, string? format, params ReadOnlySpan<string> types)
    {
        writer.WriteStartObject(SchemaNames.Special(shape)!);
        if (format is not null) writer.WriteString("format", format);
        writer.WriteStartArray("oneOf");
        foreach (var type in types)
        {
            writer.WriteStartObject();
            writer.WriteString("type", type);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
