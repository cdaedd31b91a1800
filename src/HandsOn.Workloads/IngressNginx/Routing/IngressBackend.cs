using System.Globalization;
using HandsOn.Kubernetes.Json;

namespace HandsOn.Workloads.IngressNginx.Routing;

/// <summary>A port of a Service that an Ingress names by number or by name.</summary>
internal sealed record IngressBackend(string Namespace, string Service, string Port)
{
    /// <summary>As nginx's upstreams are named, and its access log shows them.</summary>
    public override string ToString() => $"{Namespace}-{Service}-{Port}";

    public static IngressBackend? From(string @namespace, JsonMap backend)
    {
        if (backend.String("service", "name") is not { } service) return null;
        var port = backend.String("service", "port", "name") ?? backend.Long("service", "port", "number")?.ToString(CultureInfo.InvariantCulture) ?? "";
        return new IngressBackend(@namespace, service, port);
    }

    /// <summary>The Service's port that is meant, or null where it has none such.</summary>
    public JsonMap? PortOf(JsonMap serviceSpec) => serviceSpec.List("ports").Maps().FirstOrDefault(port =>
        port.String("name") == Port || port.Long("port")?.ToString(CultureInfo.InvariantCulture) == Port);
}
