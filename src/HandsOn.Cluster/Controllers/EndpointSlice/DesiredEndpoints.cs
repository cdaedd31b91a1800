using System.Net;
using System.Net.Sockets;
using HandsOn.Cluster.Api.Pods;
using HandsOn.Cluster.Controllers.Endpoints;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Controllers.EndpointSlice;

/// <summary>The endpoints that a Service should have (staging/src/k8s.io/endpointslice/utils.go, podToEndpoint).</summary>
internal static class DesiredEndpoints
{
    /// <summary>The address types of the Service's slices.</summary>
    public static IReadOnlyList<string> AddressTypes(KubeObject service)
    {
        var families = service.Spec.List("ipFamilies").Strings().ToList();
        if (families.Count == 0) families = [service.Spec.String("clusterIP") is { } ip && ip.Contains(':') ? "IPv6" : "IPv4"];
        return families;
    }

    /// <summary>The endpoints by their ports: slices hold endpoints that all have the same ports.</summary>
    public static Dictionary<JsonList, List<JsonMap>> ByPorts(
        KubeObject service, IEnumerable<KubeObject> pods, string addressType, Func<string, KubeObject?> node)
    {
        var result = new Dictionary<JsonList, List<JsonMap>>();
        foreach (var pod in pods.Where(p => ServiceEndpoints.MayBeEndpoint(p, includeTerminating: true)))
        {
            var ports = Ports(pod, service);
            if (!result.TryGetValue(ports, out var endpoints)) result[ports] = endpoints = [];
            var place = node(pod.NodeName());
            if (place is null && !service.PublishesNotReady()) continue;
            var endpoint = Endpoint(pod, service, addressType, place);
            if (endpoint.List("addresses").Count > 0) endpoints.Add(endpoint);
        }
        return result;
    }

    private static JsonMap Endpoint(KubeObject pod, KubeObject service, string addressType, KubeObject? node)
    {
        var serving = pod.IsReady();
        var ready = service.PublishesNotReady() || (serving && !pod.IsTerminating);
        return JsonMap.Of(
            ("addresses", JsonList.From(Addresses(pod, addressType))),
            ("conditions", JsonMap.Of(("ready", ready), ("serving", serving), ("terminating", pod.IsTerminating))),
            ("hostname", ServiceEndpoints.HostnameFor(pod, service)),
            ("targetRef", ServiceEndpoints.TargetRef(pod)),
            ("nodeName", pod.NodeName() is { Length: > 0 } name ? name : null),
            ("zone", node?.Labels.String("topology.kubernetes.io/zone") is { Length: > 0 } zone ? zone : null));
    }

    private static IEnumerable<string> Addresses(KubeObject pod, string addressType)
    {
        var all = pod.Status.List("podIPs").Maps().Select(ip => ip.String("ip") ?? "");
        if (pod.Status.List("podIPs").Count == 0) all = [pod.Status.String("podIP") ?? ""];
        var family = addressType == "IPv6" ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork;
        return all.Where(ip => IPAddress.TryParse(ip, out var address) && address.AddressFamily == family);
    }

    private static JsonList Ports(KubeObject pod, KubeObject service) => JsonList.From(service.Spec.List("ports").Maps()
        .Select(p => (Port: p, Number: ServiceEndpoints.FindPort(pod, p)))
        .Where(p => p.Number is not null)
        .Select(p => JsonMap.Of(
            ("name", p.Port.String("name") ?? ""), ("protocol", p.Port.String("protocol") ?? "TCP"), ("port", p.Number),
            ("appProtocol", p.Port["appProtocol"]))));
}
