using System.Text.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Kubernetes.Schemas.OpenApi;

/// <summary>Writes the operations of a path: what is sent, what comes back, and which verb and kind that is to Kubernetes.</summary>
internal sealed class OperationWriter(Utf8JsonWriter writer, SchemaCatalog catalog, GroupVersion version, int minor)
{
    private static readonly string[] Answers = ["application/json", "application/yaml", "application/vnd.kubernetes.protobuf"];
    private static readonly string[] Watches = ["application/json;stream=watch", "application/vnd.kubernetes.protobuf;stream=watch"];

    private static readonly string[] Patches =
    [
        "application/apply-patch+yaml", "application/json-patch+json", "application/merge-patch+json", "application/strategic-merge-patch+json",
    ];

    private readonly string group = NameOf(version.Group);

    private string Pascal => Capital(group) + Capital(version.Version);

    public void WriteDiscovery()
    {
        Start("get", $"get{Pascal}APIResources");
        WriteResponses(["200"], SchemaNames.ApiResourceList, []);
        writer.WriteEndObject();
    }

    public void Write(string verb, OperationTarget target)
    {
        if (target.IsStream) WriteStream(verb, target);
        else WriteObject(verb, target);
    }

    private void WriteObject(string verb, OperationTarget target)
    {
        Start(Method(verb), Id(verb, target));
        WriteParameters(verb);
        var type = catalog.ForKind(target.Kind)?.Name ?? SchemaNames.Status;
        WriteBody(verb, type);
        if (verb == "list") WriteResponses(["200"], type + "List", Watches);
        else WriteResponses(Codes(verb), verb is "delete" or "deletecollection" ? SchemaNames.Status : type, []);
        End(Action(verb), target.Kind);
    }

    private void WriteStream(string verb, OperationTarget target)
    {
        var method = Method(verb);
        var isLog = target.Kind.Kind == target.ParentKind;
        Start(method, isLog ? Id(verb, target) : $"connect{Pascal}{Capital(method)}{target.Scope}{target.ParentKind}{target.Suffix}");
        writer.WriteStartObject("responses");
        writer.WriteStartObject("200");
        writer.WriteStartObject("content");
        writer.WriteStartObject(isLog ? "text/plain" : "*/*");
        writer.WriteStartObject("schema");
        writer.WriteString("type", "string");
        for (var depth = 0; depth < 5; depth++) writer.WriteEndObject();
        End(isLog ? "get" : "connect", target.Kind);
    }

    /// <summary><c>rbacAuthorization</c> for <c>rbac.authorization.k8s.io</c>.</summary>
    private static string NameOf(string group)
    {
        if (group.Length == 0) return "core";
        var parts = group.Replace(".k8s.io", "", StringComparison.Ordinal).Split('.');
        return parts[0] + string.Concat(parts[1..].Select(Capital));
    }

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];

    private string Id(string verb, OperationTarget target)
    {
        var collection = verb == "deletecollection" ? "Collection" : "";
        var what = verb switch { "get" => "read", "update" => "replace", "deletecollection" => "delete", _ => verb };
        return $"{what}{Pascal}{collection}{target.Scope}{target.ParentKind}{target.Suffix}";
    }

    private static string Method(string verb) => verb switch
    {
        "get" or "list" => "get",
        "create" => "post",
        "update" => "put",
        "patch" => "patch",
        _ => "delete",
    };

    private static string Action(string verb) => verb switch { "create" => "post", "update" => "put", _ => verb };

    private static string[] Codes(string verb) => verb switch
    {
        "create" => ["200", "201", "202"],
        "update" or "patch" => ["200", "201"],
        "delete" => ["200", "202"],
        _ => ["200"],
    };

    private void Start(string method, string id)
    {
        writer.WriteStartObject(method);
        writer.WriteStartArray("tags");
        writer.WriteStringValue($"{group}_{version.Version}");
        writer.WriteEndArray();
        writer.WriteString("operationId", id);
    }

    private void End(string action, GroupVersionKind kind)
    {
        writer.WriteString("x-kubernetes-action", action);
        writer.WriteStartObject("x-kubernetes-group-version-kind");
        writer.WriteString("group", kind.Group);
        writer.WriteString("version", kind.Version);
        writer.WriteString("kind", kind.Kind);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private void WriteParameters(string verb)
    {
        var names = Parameters.Of(verb, minor).ToList();
        if (names.Count == 0) return;
        writer.WriteStartArray("parameters");
        foreach (var name in names) Parameters.WriteQuery(writer, name);
        writer.WriteEndArray();
    }

    private void WriteBody(string verb, string type)
    {
        if (verb is "get" or "list") return;
        writer.WriteStartObject("requestBody");
        writer.WriteStartObject("content");
        if (verb == "patch") foreach (var media in Patches) WriteMedia(media, SchemaNames.Patch);
        else WriteMedia("*/*", verb is "delete" or "deletecollection" ? SchemaNames.DeleteOptions : type);
        writer.WriteEndObject();
        if (verb is not ("delete" or "deletecollection")) writer.WriteBoolean("required", true);
        writer.WriteEndObject();
    }

    private void WriteResponses(string[] codes, string type, string[] moreMedia)
    {
        writer.WriteStartObject("responses");
        foreach (var code in codes)
        {
            writer.WriteStartObject(code);
            writer.WriteStartObject("content");
            foreach (var media in Answers) WriteMedia(media, type);
            foreach (var media in moreMedia) WriteMedia(media, type);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }
        writer.WriteStartObject("401");
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private void WriteMedia(string media, string type)
    {
        writer.WriteStartObject(media);
        writer.WriteStartObject("schema");
        writer.WriteString("$ref", SchemaNames.Reference(type));
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
