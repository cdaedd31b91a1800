using HandsOn.Cluster.Api.Resources.Shared;
using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>The columns of <c>kubectl get services</c> (pkg/printers/internalversion/printers.go, printService).</summary>
internal static class ServiceColumns
{
    public static readonly TableLayout Table = new(
    [
        TableLayout.Name,
        Columns.Text("Type", "spec", "type"),
        new("Cluster-IP", (item, _) => item.Spec.List("clusterIPs").Strings().FirstOrDefault() ?? Cells.None),
        new("External-IP", (item, _) => ExternalAddress(item)),
        new("Port(s)", (item, _) => Cells.OrNone(string.Join(",", item.Spec.List("ports").Maps().Select(Port)))),
        TableLayout.Age,
        new("Selector", (item, _) => Cells.Labels(item.Spec.Map("selector")), Priority: 1),
    ]);

    private static string ExternalAddress(KubeObject service)
    {
        var external = string.Join(",", service.Spec.List("externalIPs").Strings());
        switch (service.Spec.String("type"))
        {
            case "ClusterIP" or "NodePort":
                return Cells.OrNone(external);
            case "LoadBalancer":
                var all = string.Join(",", new[] { LoadBalancerCell.Addresses(service.Status), external }.Where(a => a.Length > 0));
                return all.Length > 0 ? all : "<pending>";
            case "ExternalName":
                return service.Spec.String("externalName") ?? "";
            default:
                return "<unknown>";
        }
    }

    private static string Port(JsonMap port) => port.Long("nodePort") is > 0 and var nodePort
        ? $"{port.Long("port")}:{nodePort}/{port.String("protocol")}"
        : $"{port.Long("port")}/{port.String("protocol")}";
}
