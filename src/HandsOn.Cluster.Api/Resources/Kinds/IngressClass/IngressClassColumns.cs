using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>The columns of <c>kubectl get</c> (pkg/printers/internalversion/printers.go, printIngressClass).</summary>
internal static class IngressClassColumns
{
    public static readonly TableLayout Table = new(
    [
        TableLayout.Name with { Cell = (item, _) => IsDefault(item) ? item.Name + " (default)" : item.Name },
        Columns.Text("Controller", "spec", "controller"),
        new("Parameters", (item, _) => Parameters(item)),
        TableLayout.Age,
    ]);

    private static bool IsDefault(KubeObject item) => item.Annotations["ingressclass.kubernetes.io/is-default-class"] as string == "true";

    private static string Parameters(KubeObject item)
    {
        if (item.Spec["parameters"] is not JsonMap parameters) return Cells.None;
        var group = parameters.String("apiGroup") is { } name ? "." + name : "";
        return $"{parameters.String("kind")}{group}/{parameters.String("name")}";
    }
}
