using HandsOn.Kubernetes.Errors;

namespace HandsOn.Cluster.Server.Http.Tables;

/// <summary>What a row carries besides its cells.</summary>
internal enum Included
{
    None,
    Metadata,
    Object,
}

/// <summary>The query parameter <c>includeObject</c>.</summary>
internal static class IncludedObject
{
    /// <exception cref="StatusException">400.</exception>
    public static Included Of(ApiCall call) => call.Query("includeObject") switch
    {
        "" or "Metadata" => Included.Metadata,
        "None" => Included.None,
        "Object" => Included.Object,
        var other => throw StatusErrors.BadRequest($"unrecognized includeObject value: \"{other}\""),
    };
}
