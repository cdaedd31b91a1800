using System.Globalization;
using HandsOn.Cluster.Api.Resources.Tables;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>The columns of <c>kubectl get</c> (pkg/printers/internalversion/printers.go, printHorizontalPodAutoscaler).</summary>
internal static class HorizontalPodAutoscalerColumns
{
    public static readonly TableLayout Table = new(
    [
        TableLayout.Name,
        new("Reference", (item, _) => $"{item.Spec.String("scaleTargetRef", "kind")}/{item.Spec.String("scaleTargetRef", "name")}"),
        new("Targets", (item, _) => HorizontalPodAutoscalerTargets.Show(item)),
        new("MinPods", (item, _) => item.Spec.Long("minReplicas")?.ToString(CultureInfo.InvariantCulture) ?? Cells.Unset),
        Columns.Number("MaxPods", "spec", "maxReplicas") with { Type = "string" },
        Columns.Number("Replicas", "status", "currentReplicas") with { Type = "string" },
        TableLayout.Age,
    ]);
}
