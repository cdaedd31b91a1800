using HandsOn.Cluster.Api.Resources.Shared;
using HandsOn.Kubernetes.Json;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>What a Lease leaves out (staging/src/k8s.io/api/coordination/v1/types.go: the spec is always written).</summary>
internal static class LeaseDefaults
{
    private static readonly DefaultMembers Root = new(("spec", JsonMap.Empty));

    public static JsonMap Fill(JsonMap item) => Root.Fill(item);
}
