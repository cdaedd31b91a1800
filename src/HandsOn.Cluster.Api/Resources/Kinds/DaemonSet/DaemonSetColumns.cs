using HandsOn.Cluster.Api.Resources.Tables;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>The columns of <c>kubectl get</c> (pkg/printers/internalversion/printers.go, printDaemonSet).</summary>
internal static class DaemonSetColumns
{
    public static readonly TableLayout Table = new(
    [
        TableLayout.Name,
        Columns.Number("Desired", "status", "desiredNumberScheduled"),
        Columns.Number("Current", "status", "currentNumberScheduled"),
        Columns.Number("Ready", "status", "numberReady"),
        Columns.Number("Up-to-date", "status", "updatedNumberScheduled"),
        Columns.Number("Available", "status", "numberAvailable"),
        new("Node Selector", (item, _) => Cells.Labels(Columns.TemplateSpec(item).Map("nodeSelector"))),
        TableLayout.Age,
        .. Columns.Containers(Columns.TemplateSpec),
        new("Selector", (item, _) => Cells.Selector(item.Spec.Map("selector")), Priority: 1),
    ]);
}
