using HandsOn.Cluster.Api.Resources.Tables;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>The columns of <c>kubectl get</c> (pkg/printers/internalversion/printers.go, printStatefulSet).</summary>
internal static class StatefulSetColumns
{
    public static readonly TableLayout Table = new(
    [
        TableLayout.Name,
        new("Ready", (item, _) => $"{item.Status.Long("readyReplicas") ?? 0}/{item.Spec.Long("replicas") ?? 0}"),
        TableLayout.Age,
        .. Columns.Containers(Columns.TemplateSpec),
    ]);
}
