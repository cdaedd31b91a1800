using HandsOn.Cluster.Api.Resources.Tables;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>The columns of <c>kubectl get</c> (pkg/printers/internalversion/printers.go, printNamespace).</summary>
internal static class NamespaceColumns
{
    public static readonly TableLayout Table = new(
    [
        TableLayout.Name,
        Columns.Text("Status", "status", "phase"),
        TableLayout.Age,
    ]);
}
