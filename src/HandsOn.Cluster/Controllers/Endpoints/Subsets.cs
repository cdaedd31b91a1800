using HandsOn.Cluster.Api.Pods;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Controllers.Endpoints;

/// <summary>The subsets of an Endpoints object: addresses that have the same ports stand together (pkg/api/v1/endpoints/util.go, RepackSubsets).</summary>
internal static class Subsets
{
    private const int MaxAddresses = 1000;

    /// <summary>The subsets for a Service's pods, and whether there were more addresses than one object may have.</summary>
    public static (JsonList Subsets, bool Truncated) Of(KubeObject service, IEnumerable<KubeObject> pods)
    {
        var addresses = pods
            .Where(p => ServiceEndpoints.MayBeEndpoint(p, service.PublishesNotReady()))
            .Select(p => (Address: Address(p, service), Ready: service.PublishesNotReady() || p.IsReady(), Ports: Ports(p, service)))
            .Where(a => a.Ports is not null)
            .ToList();
        var ready = addresses.Where(a => a.Ready).Take(MaxAddresses).ToList();
        var notReady = addresses.Where(a => !a.Ready).Take(MaxAddresses - ready.Count).ToList();
        var subsets = ready.Concat(notReady).GroupBy(a => a.Ports!)
            .OrderBy(group => JsonText.ToString(group.Key), StringComparer.Ordinal)
            .Select(group => JsonMap.Of(
                ("addresses", Sorted(group.Where(a => a.Ready).Select(a => a.Address))),
                ("notReadyAddresses", Sorted(group.Where(a => !a.Ready).Select(a => a.Address))),
                ("ports", group.Key.Count == 0 ? null : group.Key)));
        return (JsonList.From(subsets), ready.Count + notReady.Count < addresses.Count);
    }

    private static JsonList? Sorted(IEnumerable<JsonMap> addresses)
    {
        var sorted = addresses.OrderBy(a => a.String("ip"), StringComparer.Ordinal).ToList();
        return sorted.Count == 0 ? null : JsonList.From(sorted);
    }

    private static JsonMap Address(KubeObject pod, KubeObject service) => JsonMap.Of(
        ("ip", pod.Status.String("podIP")), ("hostname", ServiceEndpoints.HostnameFor(pod, service)),
        ("nodeName", pod.NodeName()), ("targetRef", ServiceEndpoints.TargetRef(pod)));

    /// <summary>The pod's ports behind those of the Service; null where it has none of them.</summary>
    private static JsonList? Ports(KubeObject pod, KubeObject service)
    {
        var wanted = service.Spec.List("ports");
        if (wanted.Count == 0) return service.IsHeadless() ? JsonList.Empty : null;
        var found = wanted.Maps()
            .Select(p => (Port: p, Number: ServiceEndpoints.FindPort(pod, p)))
            .Where(p => p.Number is not null)
            .Select(p => JsonMap.Of(
                ("name", p.Port.String("name") is { Length: > 0 } name ? name : null), ("port", p.Number),
                ("protocol", p.Port.String("protocol") ?? "TCP"), ("appProtocol", p.Port["appProtocol"])))
            .ToList();
        return found.Count == 0 ? null : JsonList.From(found);
    }
}
