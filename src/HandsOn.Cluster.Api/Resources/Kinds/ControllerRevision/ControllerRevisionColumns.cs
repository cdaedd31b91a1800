using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>The columns of <c>kubectl get</c> (pkg/printers/internalversion/printers.go, printControllerRevision).</summary>
internal static class ControllerRevisionColumns
{
    public static readonly TableLayout Table = new(
    [
        TableLayout.Name,
        new("Controller", (item, _) => Controller(item)),
        Columns.Number("Revision", "revision") with { Type = "string" },
        TableLayout.Age,
    ]);

    private static string Controller(KubeObject item)
    {
        if (item.Controller is not { } owner) return Cells.None;
        var kind = new GroupKind(GroupVersion.Parse(owner.ApiVersion).Group, owner.Kind);
        return $"{kind.ToString().ToLowerInvariant()}/{owner.Name}";
    }
}
