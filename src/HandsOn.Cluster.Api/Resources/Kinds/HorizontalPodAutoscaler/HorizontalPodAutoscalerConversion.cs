using HandsOn.Cluster.Api.Resources.Shared;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>Between <c>v1</c>, which knows the processor alone, and <c>v2</c> (pkg/apis/autoscaling/v1/conversion.go). Other metrics have no place in <c>v1</c>.</summary>
internal static class HorizontalPodAutoscalerConversion
{
    public static JsonMap Convert(JsonMap item, GroupVersion from, GroupVersion to) => (from.Version, to.Version) switch
    {
        ("v1", not "v1") => item.Change("spec", SpecToV2).Change("status", StatusToV2),
        (not "v1", "v1") => item.Change("spec", SpecToV1).Change("status", StatusToV1),
        _ => item,
    };

    private static JsonMap SpecToV2(JsonMap spec)
    {
        if (spec.Long("targetCPUUtilizationPercentage") is not { } percent) return spec;
        var target = JsonMap.Of(("type", "Utilization"), ("averageUtilization", percent));
        return spec.Without("targetCPUUtilizationPercentage").With("metrics", JsonList.Of(Resource(("target", target))));
    }

    private static JsonMap SpecToV1(JsonMap spec)
    {
        var percent = Cpu(spec.List("metrics"))?.Long("target", "averageUtilization");
        return spec.Without("metrics").Without("behavior").WithOrWithout("targetCPUUtilizationPercentage", percent);
    }

    private static JsonMap StatusToV2(JsonMap status)
    {
        if (status.Long("currentCPUUtilizationPercentage") is not { } percent) return status.With("currentMetrics", null);
        var current = Resource(("current", JsonMap.Of(("averageUtilization", percent), ("averageValue", "0"))));
        return status.Without("currentCPUUtilizationPercentage").With("currentMetrics", JsonList.Of(current));
    }

    private static JsonMap StatusToV1(JsonMap status) => status
        .WithOrWithout("currentCPUUtilizationPercentage", Cpu(status.List("currentMetrics"))?.Long("current", "averageUtilization"))
        .Without("currentMetrics").Without("conditions")
        .With("currentReplicas", status.Long("currentReplicas") ?? 0);

    private static JsonMap? Cpu(JsonList metrics) =>
        metrics.Maps().FirstOrDefault(m => m.String("type") == "Resource" && m.String("resource", "name") == "cpu")?.Map("resource");

    private static JsonMap Resource((string Key, object? Value) part) =>
        JsonMap.Of(("type", "Resource"), ("resource", JsonMap.Of(("name", "cpu"), part)));
}
