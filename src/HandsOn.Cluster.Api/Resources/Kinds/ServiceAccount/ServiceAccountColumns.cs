using HandsOn.Cluster.Api.Resources.Tables;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>The columns of <c>kubectl get</c> (pkg/printers/internalversion/printers.go, printServiceAccount).</summary>
internal static class ServiceAccountColumns
{
    public static readonly TableLayout Table = new(
    [
        TableLayout.Name,
        TableLayout.Age,
    ]);
}
