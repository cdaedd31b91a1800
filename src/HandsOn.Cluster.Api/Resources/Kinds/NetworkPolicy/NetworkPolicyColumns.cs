using HandsOn.Cluster.Api.Resources.Tables;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>The columns of <c>kubectl get</c> (pkg/printers/internalversion/printers.go, printNetworkPolicy).</summary>
internal static class NetworkPolicyColumns
{
    public static readonly TableLayout Table = new(
    [
        TableLayout.Name,
        new("Pod-Selector", (item, _) => Cells.Selector(item.Spec.Map("podSelector"))),
        TableLayout.Age,
    ]);
}
