using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Kubernetes.Apply;

/// <summary>
/// One entry of <c>metadata.managedFields</c>: who owns which fields
/// (staging/src/k8s.io/apimachinery/pkg/util/managedfields/internal/managedfields.go).
/// </summary>
internal sealed record ManagedFieldsEntry(
    string Manager, string Operation, string ApiVersion, string Subresource, string? Time, FieldSet Fields)
{
    public const string Update = "Update";
    public const string Apply = "Apply";

    // The JSON that the entry was read from, as long as nothing in it changed.
    private JsonMap? source;

    public bool IsApply => Operation == Apply;

    /// <summary>Whether the entry is that of this writer: the version does not tell appliers apart.</summary>
    public bool IsOf(FieldWriter writer, string operation) =>
        Manager == writer.ManagerOrUnknown && Operation == operation && Subresource == writer.Subresource
        && (operation == Apply || ApiVersion == writer.Kind.GroupVersion.ToString());

    /// <summary>An entry of a writer that owns nothing yet.</summary>
    public static ManagedFieldsEntry Of(FieldWriter writer, string operation) =>
        new(writer.ManagerOrUnknown, operation, writer.Kind.GroupVersion.ToString(), writer.Subresource, null, FieldSet.Empty);

    /// <summary>Reads an entry; null where it makes no sense.</summary>
    public static ManagedFieldsEntry? Read(JsonMap json)
    {
        var operation = json.String("operation") ?? "";
        var version = json.String("apiVersion") ?? "";
        if (operation is not (Update or Apply) || version.Length == 0 || json.String("fieldsType") != "FieldsV1") return null;
        return new(json.String("manager") ?? "", operation, version, json.String("subresource") ?? "", json.String("time"),
            FieldSet.From(json.Map("fieldsV1")))
        { source = json };
    }

    public ManagedFieldsEntry WithFields(FieldSet fields) =>
        ReferenceEquals(fields, Fields) ? this : this with { Fields = fields, source = null };

    public ManagedFieldsEntry WithVersion(string version) =>
        version == ApiVersion ? this : this with { ApiVersion = version, source = null };

    /// <summary>The entry with the time of a write; writes through <c>/scale</c> leave none (managedfields/scalehandler.go).</summary>
    public ManagedFieldsEntry WithTime(DateTimeOffset time)
    {
        if (Subresource == "scale") return this;
        var text = Timestamps.Format(time);
        return text == Time ? this : this with { Time = text, source = null };
    }

    public JsonMap ToJson() => source ??= JsonMap.Of(
        ("manager", Manager), ("operation", Operation), ("apiVersion", ApiVersion), ("time", Time),
        ("fieldsType", "FieldsV1"), ("fieldsV1", Fields.Json), ("subresource", Subresource.Length == 0 ? null : Subresource));
}
