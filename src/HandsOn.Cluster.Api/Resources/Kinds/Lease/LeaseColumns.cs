using HandsOn.Cluster.Api.Resources.Tables;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>The columns of <c>kubectl get</c> (pkg/printers/internalversion/printers.go, printLease).</summary>
internal static class LeaseColumns
{
    public static readonly TableLayout Table = new(
    [
        TableLayout.Name,
        Columns.Text("Holder", "spec", "holderIdentity"),
        TableLayout.Age,
    ]);
}
