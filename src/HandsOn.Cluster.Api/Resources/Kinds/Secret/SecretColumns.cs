using HandsOn.Cluster.Api.Resources.Tables;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>The columns of <c>kubectl get</c> (pkg/printers/internalversion/printers.go, printSecret).</summary>
internal static class SecretColumns
{
    public static readonly TableLayout Table = new(
    [
        TableLayout.Name,
        Columns.Text("Type", "type"),
        new("Data", (item, _) => (long)item.Root.Map("data").Count),
        TableLayout.Age,
    ]);
}
