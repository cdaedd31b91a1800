using System.Net;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Network.Services;

/// <summary>Works out the routes from Services, EndpointSlices and Nodes (pkg/proxy/servicechangetracker.go, endpointslicecache.go).</summary>
internal static class RoutingTableBuilder
{
    private const int DefaultAffinitySeconds = 10800;

    public static RoutingTable Build(IEnumerable<KubeObject> services, ObjectIndex slices, IEnumerable<KubeObject> nodes)
    {
        var table = new RoutingTable();
        foreach (var node in nodes)
            foreach (var address in node.Status.List("addresses").Maps().Where(address => address.String("type") is "InternalIP" or "ExternalIP"))
                if (IPAddress.TryParse(address.String("address"), out var ip)) table.Nodes[ip] = node.Name;
        foreach (var service in services) Add(table, service, [.. slices[service.Key.ToString()]]);
        return table;
    }

    private static void Add(RoutingTable table, KubeObject service, KubeObject[] slices)
    {
        if (service.Spec.String("type") == "ExternalName" || !IPAddress.TryParse(service.Spec.String("clusterIP"), out var clusterIp)) return;
        table.ClusterAddresses[service.Key] = clusterIp;
        var external = service.Spec.List("externalIPs").Strings()
            .Concat(service.Status.List("loadBalancer", "ingress").Maps().Where(entry => entry.String("ipMode") != "Proxy").Select(entry => entry.String("ip") ?? ""))
            .Select(text => IPAddress.TryParse(text, out var ip) ? ip : null).OfType<IPAddress>().ToList();
        table.Virtual.Add(clusterIp);
        foreach (var address in external) table.Virtual.Add(address);
        foreach (var port in service.Spec.List("ports").Maps())
        {
            if (Protocol(port.String("protocol")) is not { } protocol) continue;
            var route = Route(service, port, slices);
            var number = (int)(port.Long("port") ?? 0);
            table.Addresses[(clusterIp, number, protocol)] = (route, false);
            foreach (var address in external) table.Addresses[(address, number, protocol)] = (route, true);
            if (port.Long("nodePort") is { } nodePort and > 0) table.NodePorts[((int)nodePort, protocol)] = route;
        }
    }

    private static ServiceRoute Route(KubeObject service, JsonMap port, KubeObject[] slices)
    {
        var name = port.String("name") ?? "";
        var affinity = service.Spec.String("sessionAffinity") == "ClientIP"
            ? TimeSpan.FromSeconds(service.Spec.Long("sessionAffinityConfig", "clientIP", "timeoutSeconds") ?? DefaultAffinitySeconds)
            : (TimeSpan?)null;
        return new ServiceRoute($"{service.Key}:{name}", Usable(slices, name, port.String("protocol") ?? "TCP"))
        {
            InternalLocal = service.Spec.String("internalTrafficPolicy") == "Local",
            ExternalLocal = service.Spec.String("externalTrafficPolicy") == "Local",
            Affinity = affinity,
        };
    }

    private static List<ServiceEndpoint> Usable(KubeObject[] slices, string portName, string protocol)
    {
        List<ServiceEndpoint> ready = [], terminating = [];
        foreach (var slice in slices)
        {
            var ports = slice.Root.List("ports").Maps().Where(port => (port.String("name") ?? "") == portName && (port.String("protocol") ?? "TCP") == protocol);
            foreach (var port in ports)
                foreach (var endpoint in slice.Root.List("endpoints").Maps())
                {
                    var conditions = endpoint.Map("conditions");
                    var isReady = conditions.Bool("ready") ?? true;
                    if (!isReady && !(conditions.Bool("serving") == true && conditions.Bool("terminating") == true)) continue;
                    foreach (var text in endpoint.List("addresses").Strings())
                        if (IPAddress.TryParse(text, out var ip) && port.Long("port") is { } number)
                            (isReady ? ready : terminating).Add(new ServiceEndpoint(new IPEndPoint(ip, (int)number), endpoint.String("nodeName") ?? ""));
                }
        }
        return ready.Count > 0 ? ready : terminating;
    }

    private static TransportProtocol? Protocol(string? protocol) => protocol switch
    {
        null or "TCP" => TransportProtocol.Tcp,
        "UDP" => TransportProtocol.Udp,
        _ => null,
    };
}
