using System.Globalization;
using System.Runtime.CompilerServices;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Kubelet;

/// <summary>The variables that tell a container where Services are (pkg/kubelet/envvars/envvars.go).</summary>
internal static class ServiceVariables
{
    // A Service's variables are the same text in every container: made once for each state of it.
    private static readonly ConditionalWeakTable<KubeObject, Dictionary<string, string>> Known = [];

    /// <summary>Those of the Services of the pod's namespace, where it wants them, and always those of the API server.</summary>
    public static void AddTo(Dictionary<string, string> environment, IEnumerable<KubeObject> services)
    {
        foreach (var service in services)
            foreach (var (name, value) in Known.GetValue(service, Of)) environment[name] = value;
    }

    private static Dictionary<string, string> Of(KubeObject service)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal);
        var ip = service.Spec.String("clusterIP") ?? "";
        var ports = service.Spec.List("ports").Maps().ToList();
        if (ip is "" or "None" || ports.Count == 0) return environment;
        var prefix = Variable(service.Name);
        environment[prefix + "_SERVICE_HOST"] = ip;
        environment[prefix + "_SERVICE_PORT"] = Number(ports[0]);
        foreach (var port in ports)
            if (port.String("name") is { Length: > 0 } name) environment[$"{prefix}_SERVICE_PORT_{Variable(name)}"] = Number(port);
        environment[prefix + "_PORT"] = Url(ip, ports[0]);
        foreach (var port in ports) AddLink(environment, prefix, ip, port);
        return environment;
    }

    private static void AddLink(Dictionary<string, string> environment, string prefix, string ip, JsonMap port)
    {
        var protocol = port.String("protocol") ?? "TCP";
        var link = $"{prefix}_PORT_{Number(port)}_{protocol.ToUpperInvariant()}";
        environment[link] = Url(ip, port);
        environment[link + "_PROTO"] = protocol.ToLowerInvariant();
        environment[link + "_PORT"] = Number(port);
        environment[link + "_ADDR"] = ip;
    }

    private static string Url(string ip, JsonMap port) => $"{(port.String("protocol") ?? "TCP").ToLowerInvariant()}://{ip}:{Number(port)}";

    private static string Number(JsonMap port) => (port.Long("port") ?? 0).ToString(CultureInfo.InvariantCulture);

    private static string Variable(string name) => name.Replace('-', '_').ToUpperInvariant();
}
