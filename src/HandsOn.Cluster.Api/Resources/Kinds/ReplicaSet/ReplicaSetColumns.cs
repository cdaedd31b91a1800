using HandsOn.Cluster.Api.Resources.Tables;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>The columns of <c>kubectl get</c> (pkg/printers/internalversion/printers.go, printReplicaSet).</summary>
internal static class ReplicaSetColumns
{
    public static readonly TableLayout Table = new(
    [
        TableLayout.Name,
        Columns.Number("Desired", "spec", "replicas"),
        Columns.Number("Current", "status", "replicas"),
        Columns.Number("Ready", "status", "readyReplicas"),
        TableLayout.Age,
        .. Columns.Containers(Columns.TemplateSpec),
        new("Selector", (item, _) => Cells.Selector(item.Spec.Map("selector")), Priority: 1),
    ]);
}
