using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;

namespace HandsOn.Cluster.Server.Http.Negotiation;

/// <summary>What a client gets instead of the objects themselves.</summary>
internal enum Transform
{
    None,
    Table,
    PartialObjectMetadata,
}

/// <summary>In which form a client wants the answer (staging/src/k8s.io/apiserver/pkg/endpoints/handlers/negotiation/negotiate.go).</summary>
/// <param name="IsYaml">YAML instead of JSON.</param>
/// <param name="Transform">Rows or metadata instead of whole objects.</param>
/// <param name="TransformVersion">The version of the meta.k8s.io group in which the transformed object is.</param>
internal sealed record Representation(bool IsYaml = false, Transform Transform = Transform.None, string TransformVersion = "v1")
{
    public static readonly Representation Json = new();

    private const string Available =
        "application/json, application/yaml, application/vnd.kubernetes.protobuf, application/json;stream=watch, application/vnd.kubernetes.protobuf;stream=watch";

    public string ContentType => IsYaml ? "application/yaml" : "application/json";

    /// <summary>The first clause of the Accept header that the server can fulfil; JSON where there is no header.</summary>
    /// <exception cref="StatusException">406.</exception>
    public static Representation Of(string accept)
    {
        if (accept.Length == 0 || accept is "application/json" or "*/*") return Json;
        foreach (var range in MediaRange.ParseAll(accept))
            if (Of(range) is { } found) return found;
        throw NotAcceptable();
    }

    /// <summary>406: the server has no such form.</summary>
    public static StatusException NotAcceptable() =>
        new(406, "NotAcceptable", $"406: Not Acceptable\n\nAvailable representations: {Available}", JsonMap.Empty);

    private static Representation? Of(MediaRange range)
    {
        bool yaml;
        switch (range.Type)
        {
            case "application/json" or "*/*" or "application/*": yaml = false; break;
            case "application/yaml": yaml = true; break;
            default: return null;
        }
        if (range.Parameter("as") is not { Length: > 0 } name) return new(yaml);
        var version = range.Parameter("v");
        if (range.Parameter("g") != "meta.k8s.io" || version is not ("v1" or "v1beta1")) return null;
        return name switch
        {
            "Table" => new(yaml, Transform.Table, version),
            "PartialObjectMetadata" or "PartialObjectMetadataList" => new(yaml, Transform.PartialObjectMetadata, version),
            _ => null,
        };
    }
}
