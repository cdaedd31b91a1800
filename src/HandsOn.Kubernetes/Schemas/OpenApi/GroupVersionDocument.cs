using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Kubernetes.Schemas.OpenApi;

/// <summary>One group version's document: info, paths, components.</summary>
internal static class GroupVersionDocument
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(
        SchemaCatalog catalog, int minor, IReadOnlyList<OpenApiResource> resources, IReadOnlyDictionary<GroupVersionKind, string> descriptions)
    {
        var buffer = new ArrayBufferWriter<byte>(1 << 16);
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            writer.WriteString("openapi", "3.0.0");
            writer.WriteStartObject("info");
            writer.WriteString("title", "Kubernetes");
            writer.WriteString("version", $"1.{minor}");
            writer.WriteEndObject();
            new PathWriter(writer, catalog, resources[0].GroupVersion, minor).Write(resources);
            writer.WriteStartObject("components");
            WriteSchemas(writer, catalog, minor, resources, descriptions);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteSchemas(
        Utf8JsonWriter writer, SchemaCatalog catalog, int minor, IReadOnlyList<OpenApiResource> resources,
        IReadOnlyDictionary<GroupVersionKind, string> descriptions)
    {
        writer.WriteStartObject("schemas");
        SpecialSchemas.Write(writer);
        var schemas = new SchemaWriter(writer, minor, resources[0].GroupVersion, descriptions);
        foreach (var type in ReachableTypes.From(catalog, minor, resources)) schemas.Write(type);
        writer.WriteEndObject();
    }
}
