using HandsOn.Cluster.Api.Resources.Tables;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>The columns of <c>kubectl get</c> (pkg/printers/internalversion/printers.go, printDeployment).</summary>
internal static class DeploymentColumns
{
    public static readonly TableLayout Table = new(
    [
        TableLayout.Name,
        new("Ready", (item, _) => $"{item.Status.Long("readyReplicas") ?? 0}/{item.Spec.Long("replicas") ?? 0}"),
        Columns.Number("Up-to-date", "status", "updatedReplicas") with { Type = "string" },
        Columns.Number("Available", "status", "availableReplicas") with { Type = "string" },
        TableLayout.Age,
        .. Columns.Containers(Columns.TemplateSpec),
        new("Selector", (item, _) => Cells.Selector(item.Spec.Map("selector")), Priority: 1),
    ]);
}
