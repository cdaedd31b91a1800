using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;

namespace HandsOn.Cluster.Server.Http.Patches;

/// <summary>The content types of patches.</summary>
internal static class PatchTypes
{
    public const string Json = "application/json-patch+json";
    public const string Merge = "application/merge-patch+json";
    public const string Strategic = "application/strategic-merge-patch+json";
    public const string Apply = "application/apply-patch+yaml";

    /// <exception cref="StatusException">415.</exception>
    public static string Of(string? contentType)
    {
        var type = (contentType ?? "").Split(';')[0].Trim();
        return type is Json or Merge or Strategic or Apply
            ? type
            : throw new StatusException(415, "UnsupportedMediaType", "415: Unsupported Media Type", JsonMap.Empty);
    }
}
