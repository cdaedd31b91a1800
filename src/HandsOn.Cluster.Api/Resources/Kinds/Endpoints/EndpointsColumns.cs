using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>The columns of <c>kubectl get</c> (pkg/printers/internalversion/printers.go, printEndpoints).</summary>
internal static class EndpointsColumns
{
    public static readonly TableLayout Table = new(
    [
        TableLayout.Name,
        new("Endpoints", (item, _) => Addresses(item)),
        TableLayout.Age,
    ]);

    private static string Addresses(KubeObject endpoints)
    {
        var subsets = endpoints.Root.List("subsets");
        if (subsets.Count == 0) return Cells.None;
        var all = new List<string>();
        foreach (var subset in subsets.Maps())
        {
            var addresses = subset.List("addresses").Maps().Select(a => a.String("ip") ?? "");
            var ports = subset.List("ports");
            if (ports.Count == 0) all.AddRange(addresses);
            else all.AddRange(ports.Maps().SelectMany(port => addresses.Select(ip => Joined(ip, port.Long("port") ?? 0))));
        }
        return Cells.Few(all);
    }

    private static string Joined(string ip, long port) => ip.Contains(':', StringComparison.Ordinal) ? $"[{ip}]:{port}" : $"{ip}:{port}";
}
