using System.Globalization;
using HandsOn.Cluster.Api.Requests;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Cluster.Api.Verbs;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Server.Streams.Proxy;

/// <summary>The pod and the port behind <c>pods/NAME:PORT/proxy</c> or <c>services/NAME:PORT/proxy</c>.</summary>
internal sealed record ProxyTarget(KubeObject Pod, int Port)
{
    private const int DefaultPort = 80;

    /// <exception cref="StatusException">400, 404, 503: the service has no ready endpoint.</exception>
    public static ProxyTarget Of(ApiServer server, RequestContext request)
    {
        var (name, port) = Split(request.Name);
        var key = new ObjectKey(request.Namespace, name);
        if (request.Resource == ServiceKind.Resource) return OfService(server, key, port);
        var pod = server.Store.Find(PodKind.Resource, key) ?? throw StatusErrors.NotFound(PodKind.Resource, name);
        var container = pod.Spec.List("containers").Maps().SelectMany(c => c.List("ports").Maps()).FirstOrDefault();
        return new(pod, port.Length == 0 ? (int)(container?.Long("containerPort") ?? DefaultPort) : Number(port));
    }

    /// <summary>Splits <c>name</c>, <c>name:port</c> and <c>scheme:name:port</c> (apimachinery/pkg/util/net/port_split.go).</summary>
    private static (string Name, string Port) Split(string text) => text.Split(':') switch
    {
        [var name] => (name, ""),
        [var name, var port] => (name, port),
        [_, var name, var port] => (name, port),
        _ => throw StatusErrors.BadRequest($"invalid service request {FieldErrors.Show(text)}"),
    };

    private static ProxyTarget OfService(ApiServer server, ObjectKey key, string port)
    {
        var service = server.Store.Find(ServiceKind.Resource, key) ?? throw StatusErrors.NotFound(ServiceKind.Resource, key.Name);
        var entry = service.Spec.List("ports").Maps().FirstOrDefault(p =>
            port.Length == 0 || p.String("name") == port || p.Long("port")?.ToString(CultureInfo.InvariantCulture) == port)
            ?? throw new StatusException(503, "ServiceUnavailable", $"no service port {FieldErrors.Show(port)} found for service {FieldErrors.Show(key.Name)}");
        var ready = Addresses(server, key, entry.String("name") ?? "").ToList();
        if (ready.Count == 0) throw new StatusException(503, "ServiceUnavailable", $"no endpoints available for service {FieldErrors.Show(key.Name)}");
        var (address, number) = ready[server.Context.Random.Next(ready.Count)];
        var pod = server.Store.Find(PodKind.Resource, new ObjectKey(key.Namespace, address.String("targetRef", "name") ?? ""))
            ?? throw new StatusException(503, "ServiceUnavailable", $"no endpoints available for service {FieldErrors.Show(key.Name)}");
        return new(pod, number);
    }

    private static IEnumerable<(JsonMap Address, int Port)> Addresses(ApiServer server, ObjectKey key, string portName) =>
        from subset in server.Store.Find(EndpointsKind.Resource, key)?.Root.List("subsets").Maps() ?? []
        from port in subset.List("ports").Maps()
        where (port.String("name") ?? "") == portName
        from address in subset.List("addresses").Maps()
        where address.String("targetRef", "kind") == "Pod"
        select (address, (int)(port.Long("port") ?? DefaultPort));

    private static int Number(string port) => int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw StatusErrors.BadRequest($"invalid port {FieldErrors.Show(port)}");
}
