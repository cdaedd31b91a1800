using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>Cell of current and wanted metrics (pkg/printers/internalversion/printers.go, formatHPAMetrics).</summary>
internal static class HorizontalPodAutoscalerTargets
{
    private const string Unknown = "<unknown>";

    public static string Show(KubeObject item)
    {
        var specs = item.Spec.List("metrics");
        if (specs.Count == 0) return Cells.None;
        var statuses = item.Status.List("currentMetrics");
        var shown = specs.Maps().Select((spec, i) => Metric(spec, i < statuses.Count ? statuses[i] as JsonMap : null)).ToList();
        return shown.Count > 2 ? $"{shown[0]}, {shown[1]} + {shown.Count - 2} more..." : string.Join(", ", shown);
    }

    private static string Metric(JsonMap spec, JsonMap? status) => spec.String("type") switch
    {
        "Resource" => Resource(spec.Map("resource"), status?.Map("resource", "current")),
        "ContainerResource" => Resource(spec.Map("containerResource"), status?.Map("containerResource", "current")),
        "External" => Value(spec.Map("external", "target"), status?.Map("external", "current")),
        "Object" => Value(spec.Map("object", "target"), status?.Map("object", "current")),
        "Pods" => $"{status?.String("pods", "current", "averageValue") ?? Unknown}/{spec.String("pods", "target", "averageValue")}",
        _ => "<unknown type>",
    };

    private static string Resource(JsonMap source, JsonMap? current)
    {
        var name = source.String("name");
        if (source.String("target", "averageValue") is { } value) return $"{name}: {current?.String("averageValue") ?? Unknown}/{value}";
        var wanted = Percent(source.Long("target", "averageUtilization"), "<auto>");
        return $"{name}: {Percent(current?.Long("averageUtilization"), Unknown)}/{wanted}";
    }

    private static string Value(JsonMap target, JsonMap? current) => target.String("averageValue") is { } average
        ? $"{current?.String("averageValue") ?? Unknown}/{average} (avg)"
        : $"{current?.String("value") ?? Unknown}/{target.String("value")}";

    private static string Percent(long? number, string otherwise) => number is null ? otherwise : $"{number}%";
}
