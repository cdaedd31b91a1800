using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using HandsOn.Cluster.Api.Resources;
using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Cluster.Server.Http.Negotiation;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Server.Http.Tables;

/// <summary>Writes <c>meta.k8s.io</c> Tables: the columns that <c>kubectl get</c> shows, computed by the server.</summary>
/// <param name="toServed">The object in the version of the path, where rows carry it.</param>
internal sealed class TableWriter(TableLayout layout, string version, Included included, DateTimeOffset now, Func<KubeObject, KubeObject> toServed)
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static TableWriter Of(ApiCall call, Representation form, DateTimeOffset now) => new(
        call.Definition.Table, form.TransformVersion, IncludedObject.Of(call), now,
        item => Versioning.ToServed(call.Definition, item, call.Version.GroupVersion));

    /// <summary>The answer to a list.</summary>
    public void WriteList(IBufferWriter<byte> buffer, JsonMap metadata, IEnumerable<KubeObject> items)
    {
        using var json = new Utf8JsonWriter(buffer, Compact);
        Start(json, metadata, withColumns: true);
        foreach (var item in items) WriteRow(json, item);
        End(json);
    }

    /// <summary>One object: the answer to a get, or a watch event, which has the columns only the first time.</summary>
    public void WriteSingle(IBufferWriter<byte> buffer, KubeObject item, bool withColumns)
    {
        using var json = new Utf8JsonWriter(buffer, Compact);
        Start(json, JsonMap.Of(("resourceVersion", item.ResourceVersion)), withColumns);
        WriteRow(json, item);
        End(json);
    }

    private void Start(Utf8JsonWriter json, JsonMap metadata, bool withColumns)
    {
        json.WriteStartObject();
        json.WriteString("kind", "Table");
        json.WriteString("apiVersion", "meta.k8s.io/" + version);
        json.WritePropertyName("metadata");
        JsonText.Write(json, metadata);
        if (withColumns) WriteColumns(json);
        else json.WriteNull("columnDefinitions");
        json.WriteStartArray("rows");
    }

    private static void End(Utf8JsonWriter json)
    {
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WriteColumns(Utf8JsonWriter json)
    {
        json.WriteStartArray("columnDefinitions");
        foreach (var column in layout.Columns)
        {
            json.WriteStartObject();
            json.WriteString("name", column.Name);
            json.WriteString("type", column.Type);
            json.WriteString("format", column.Format);
            json.WriteString("description", column.Description);
            json.WriteNumber("priority", column.Priority);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private void WriteRow(Utf8JsonWriter json, KubeObject item)
    {
        json.WriteStartObject();
        json.WriteStartArray("cells");
        foreach (var column in layout.Columns) JsonText.Write(json, JsonValue.Normalize(column.Cell(item, now)));
        json.WriteEndArray();
        if (layout.Conditions?.Invoke(item) is { } conditions)
        {
            json.WritePropertyName("conditions");
            JsonText.Write(json, conditions);
        }
        json.WritePropertyName("object");
        switch (included)
        {
            case Included.None: json.WriteNullValue(); break;
            case Included.Object: json.WriteRawValue(toServed(item).Utf8.Span, skipInputValidation: true); break;
            default: WriteMetadata(json, item); break;
        }
        json.WriteEndObject();
    }

    private void WriteMetadata(Utf8JsonWriter json, KubeObject item)
    {
        json.WriteStartObject();
        json.WriteString("kind", "PartialObjectMetadata");
        json.WriteString("apiVersion", "meta.k8s.io/" + version);
        json.WritePropertyName("metadata");
        JsonText.Write(json, item.Metadata);
        json.WriteEndObject();
    }
}
