using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>The columns of <c>kubectl get</c> (pkg/printers/internalversion/printers.go, printIngress).</summary>
internal static class IngressColumns
{
    public static readonly TableLayout Table = new(
    [
        TableLayout.Name,
        new("Class", (item, _) => item.Spec.String("ingressClassName") ?? Cells.None),
        new("Hosts", (item, _) => Hosts(item)),
        new("Address", (item, _) => Address(item.Status)),
        new("Ports", (item, _) => item.Spec.List("tls").Count > 0 ? "80, 443" : "80"),
        TableLayout.Age,
    ]);

    private const int MostHosts = 3;

    /// <summary>The addresses of a load balancer's status, sorted.</summary>
    public static string Address(JsonMap status) => string.Join(",", new SortedSet<string>(
        status.List("loadBalancer", "ingress").Maps()
            .Select(i => i.String("ip") is { Length: > 0 } ip ? ip : i.String("hostname") ?? "")
            .Where(a => a.Length > 0),
        StringComparer.Ordinal));

    private static string Hosts(KubeObject ingress)
    {
        var rules = ingress.Spec.List("rules");
        var hosts = new List<string>();
        var hasMore = false;
        foreach (var rule in rules.Maps())
        {
            hasMore |= hosts.Count == MostHosts;
            if (!hasMore && rule.String("host") is { Length: > 0 } host) hosts.Add(host);
        }
        if (hosts.Count == 0) return "*";
        var shown = string.Join(",", hosts);
        return hasMore ? $"{shown} + {rules.Count - MostHosts} more..." : shown;
    }
}
