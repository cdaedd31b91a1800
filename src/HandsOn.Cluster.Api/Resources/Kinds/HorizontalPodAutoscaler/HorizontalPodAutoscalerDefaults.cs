using HandsOn.Cluster.Api.Resources.Shared;
using HandsOn.Kubernetes.Json;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>What a HorizontalPodAutoscaler leaves out (pkg/apis/autoscaling/v2/defaults.go).</summary>
internal static class HorizontalPodAutoscalerDefaults
{
    public static readonly JsonMap EmptyStatus = JsonMap.Of(("desiredReplicas", 0)).With("currentMetrics", null);

    private static readonly JsonList CpuOf80Percent = JsonList.Of(JsonMap.Of(
        ("type", "Resource"),
        ("resource", JsonMap.Of(("name", "cpu"), ("target", JsonMap.Of(("type", "Utilization"), ("averageUtilization", 80)))))));

    private static readonly DefaultMembers Root = new(("spec", JsonMap.Empty), ("status", EmptyStatus));
    private static readonly DefaultMembers Spec = new(("minReplicas", 1), ("metrics", CpuOf80Percent));

    private static readonly DefaultMembers ScaleUp = new(
        ("stabilizationWindowSeconds", 0), ("selectPolicy", "Max"), ("policies", JsonList.Of(Policy("Pods", 4), Policy("Percent", 100))));

    private static readonly DefaultMembers ScaleDown = new(("selectPolicy", "Max"), ("policies", JsonList.Of(Policy("Percent", 100))));

    public static JsonMap Fill(JsonMap item) => Root.Fill(item).Change("spec", FillSpec);

    private static JsonMap FillSpec(JsonMap spec) => Spec.Fill(spec).Change("behavior", FillBehavior);

    private static JsonMap FillBehavior(JsonMap behavior) =>
        behavior.ChangeOrAdd("scaleUp", ScaleUp.Fill).ChangeOrAdd("scaleDown", ScaleDown.Fill);

    private static JsonMap Policy(string type, int value) => JsonMap.Of(("type", type), ("value", value), ("periodSeconds", 15));
}
