using HandsOn.Cluster.Api.Resources.Shared;
using HandsOn.Kubernetes.Json;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>What a PodDisruptionBudget leaves out (staging/src/k8s.io/api/policy/v1/types.go: what is always written).</summary>
internal static class PodDisruptionBudgetDefaults
{
    public static readonly JsonMap EmptyStatus =
        JsonMap.Of(("disruptionsAllowed", 0), ("currentHealthy", 0), ("desiredHealthy", 0), ("expectedPods", 0));

    private static readonly DefaultMembers Root = new(("spec", JsonMap.Empty), ("status", EmptyStatus));
    private static readonly DefaultMembers Status = new(("disruptionsAllowed", 0), ("currentHealthy", 0), ("desiredHealthy", 0), ("expectedPods", 0));

    public static JsonMap Fill(JsonMap item) => Root.Fill(item).Change("status", Status.Fill);
}
