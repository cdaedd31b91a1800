using HandsOn.Cluster.Api.Resources.Shared;
using HandsOn.Kubernetes.Json;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>What a ResourceQuota leaves out (staging/src/k8s.io/api/core/v1/types.go: spec and status are always written).</summary>
internal static class ResourceQuotaDefaults
{
    private static readonly DefaultMembers Root = new(("spec", JsonMap.Empty), ("status", JsonMap.Empty));

    public static JsonMap Fill(JsonMap item) => Root.Fill(item);
}
