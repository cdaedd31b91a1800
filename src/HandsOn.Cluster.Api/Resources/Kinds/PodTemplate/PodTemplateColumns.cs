using HandsOn.Cluster.Api.Resources.Tables;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>The columns of <c>kubectl get</c> (pkg/printers/internalversion/printers.go, printPodTemplate).</summary>
internal static class PodTemplateColumns
{
    public static readonly TableLayout Table = new(
    [
        TableLayout.Name,
        new("Containers", (item, _) => Cells.ContainerNames(item.Root.Map("template", "spec"))),
        new("Images", (item, _) => Cells.ContainerImages(item.Root.Map("template", "spec"))),
        new("Pod Labels", (item, _) => Cells.Labels(item.Root.Map("template", "metadata", "labels"))),
    ]);
}
