using HandsOn.Cluster.Server.Http.Negotiation;
using HandsOn.Kubernetes.Errors;

namespace HandsOn.Cluster.Server.Http.Bodies;

/// <summary>In which form a body is.</summary>
internal enum BodyFormat
{
    Json,
    Yaml,
    Protobuf,
}

/// <summary>Reads the Content-Type of bodies that hold an object.</summary>
internal static class BodyFormats
{
    /// <exception cref="StatusException">415.</exception>
    public static BodyFormat Of(string? contentType) => string.IsNullOrEmpty(contentType) ? BodyFormat.Json : MediaRange.Parse(contentType).Type switch
    {
        "application/json" or "*/*" => BodyFormat.Json,
        "application/yaml" => BodyFormat.Yaml,
        "application/vnd.kubernetes.protobuf" => BodyFormat.Protobuf,
        _ => throw new StatusException(415, "UnsupportedMediaType",
            "the body of the request was in an unknown format - accepted media types include: application/json, application/yaml, application/vnd.kubernetes.protobuf"),
    };
}
