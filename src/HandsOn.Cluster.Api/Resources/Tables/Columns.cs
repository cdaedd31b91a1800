using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Tables;

/// <summary>Columns that several kinds have.</summary>
internal static class Columns
{
    /// <summary>A column that shows a string of the object as it is.</summary>
    public static TableColumn Text(string name, params string[] path) => new(name, (item, _) => item.Root.String(path) ?? "");

    /// <summary>A column that shows a number of the object; 0 where there is none.</summary>
    public static TableColumn Number(string name, params string[] path) => new(name, (item, _) => item.Root.Long(path) ?? 0L, "integer");

    /// <summary>The wide columns of what has a pod template.</summary>
    public static IEnumerable<TableColumn> Containers(Func<KubeObject, JsonMap> podSpec) =>
    [
        new("Containers", (item, _) => Cells.ContainerNames(podSpec(item)), Priority: 1),
        new("Images", (item, _) => Cells.ContainerImages(podSpec(item)), Priority: 1),
    ];

    public static JsonMap TemplateSpec(KubeObject item) => item.Spec.Map("template", "spec");
}
