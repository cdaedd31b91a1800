using HandsOn.Cluster.Api.Resources.Tables;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>The columns of <c>kubectl get</c> (pkg/printers/internalversion/printers.go, printPriorityClass).</summary>
internal static class PriorityClassColumns
{
    public static readonly TableLayout Table = new(
    [
        TableLayout.Name,
        Columns.Number("Value", "value"),
        new("Global-Default", (item, _) => item.Root.Bool("globalDefault") ?? false, "boolean"),
        TableLayout.Age,
        Columns.Text("PreemptionPolicy", "preemptionPolicy"),
    ]);
}
