using HandsOn.Cluster.Resources.Tables;

namespace HandsOn.Cluster.Resources.ServiceAccount;

/// <summary>The columns of <c>kubectl get</c> (pkg/printers/internalversion/printers.go, printServiceAccount).</summary>
internal static class ServiceAccountColumns
{
    public static readonly TableLayout Table = new(
    [
        TableLayout.Name,
        TableLayout.Age,
    ]);
}
