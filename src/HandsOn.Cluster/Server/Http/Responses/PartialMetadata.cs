using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Server.Http.Responses;

/// <summary>The metadata of an object alone, for clients that need no more.</summary>
internal static class PartialMetadata
{
    public static JsonMap Of(KubeObject item, string version) => JsonMap.Of(
        ("kind", "PartialObjectMetadata"), ("apiVersion", "meta.k8s.io/" + version), ("metadata", item.Metadata));
}
