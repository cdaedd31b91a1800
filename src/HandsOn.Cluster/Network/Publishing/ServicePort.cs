using System.Net;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Network.Publishing;

/// <summary>A port of a Service that is to be published.</summary>
/// <param name="Destination">Its address in the virtual network.</param>
/// <param name="HostPort">The port that it shows to those outside; 0 for any free one.</param>
internal readonly record struct ServicePort(IPEndPoint Destination, int HostPort)
{
    /// <summary>The ports that can be reached from outside the cluster, each with its entry in <c>spec.ports</c>.</summary>
    /// <param name="service">The Service.</param>
    /// <param name="isBalanced">Whether this cluster is the Service's load balancer.</param>
    /// <param name="onServicePorts">Whether the ports that the Service shows are wanted.</param>
    public static Dictionary<ServicePort, JsonMap> Of(KubeObject service, bool isBalanced, bool onServicePorts)
    {
        var ports = new Dictionary<ServicePort, JsonMap>();
        if (!IPAddress.TryParse(service.Spec.String("clusterIP"), out var address)) return ports;
        foreach (var port in service.Spec.List("ports").Maps().Where(port => port.String("protocol") is null or "TCP"))
        {
            var number = (int)(port.Long("port") ?? 0);
            var shown = isBalanced ? number : (int)(port.Long("nodePort") ?? 0);
            if (shown > 0) ports[new(new IPEndPoint(address, number), onServicePorts ? shown : 0)] = port;
        }
        return ports;
    }

    /// <summary>The URL of a port that speaks HTTP by its <c>appProtocol</c>, its name or its number; null for any other.</summary>
    public static Uri? Url(JsonMap port, IPEndPoint address) =>
        Scheme(port) is { } scheme ? new Uri($"{scheme}://{address}/") : null;

    private static string? Scheme(JsonMap port) =>
        SchemeOf(port.String("appProtocol")) ?? SchemeOf(port.String("name")?.Split('-')[0]) ?? port.Long("port") switch
        {
            80 or 8080 => "http",
            443 or 8443 => "https",
            _ => null,
        };

    private static string? SchemeOf(string? protocol) => protocol?.ToLowerInvariant() switch
    {
        "http" or "web" or "kubernetes.io/ws" => "http",
        "https" or "kubernetes.io/wss" => "https",
        _ => null,
    };
}
