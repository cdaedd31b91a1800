using HandsOn.Cluster.Api.Resources.Tables;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>The columns of <c>kubectl get</c> (pkg/printers/internalversion/printers.go, printConfigMap).</summary>
internal static class ConfigMapColumns
{
    public static readonly TableLayout Table = new(
    [
        TableLayout.Name,
        new("Data", (item, _) => (long)(item.Root.Map("data").Count + item.Root.Map("binaryData").Count)),
        TableLayout.Age,
    ]);
}
