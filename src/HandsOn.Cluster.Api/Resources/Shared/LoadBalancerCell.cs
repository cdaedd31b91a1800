using HandsOn.Kubernetes.Json;

namespace HandsOn.Cluster.Api.Resources.Shared;

/// <summary>
/// The cell of a load balancer's addresses, for Services and Ingresses (pkg/printers/internalversion/printers.go,
/// loadBalancerStatusStringer, ingressLoadBalancerStatusStringer).
/// </summary>
internal static class LoadBalancerCell
{
    /// <summary>Addresses of a status, each once, sorted and separated by commas; empty where there are none.</summary>
    public static string Addresses(JsonMap status) => string.Join(",", new SortedSet<string>(
        status.List("loadBalancer", "ingress").Maps()
            .Select(i => i.String("ip") is { Length: > 0 } ip ? ip : i.String("hostname") ?? "")
            .Where(a => a.Length > 0),
        StringComparer.Ordinal));
}
