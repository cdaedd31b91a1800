using HandsOn.Kubernetes.Json;

namespace HandsOn.Cluster.Api.Pods;

/// <summary>A port of the node that a pod takes for itself.</summary>
internal readonly record struct HostPort(string Ip, string Protocol, long Port)
{
    private const string AnyIp = "0.0.0.0";

    public static IEnumerable<HostPort> Of(JsonMap spec) =>
        spec.List("containers").Maps().Concat(spec.Sidecars())
            .SelectMany(c => c.List("ports").Maps())
            .Where(p => p.Long("hostPort") > 0)
            .Select(p => new HostPort(p.String("hostIP") is { Length: > 0 } ip ? ip : AnyIp, p.String("protocol") ?? "TCP", p.Long("hostPort")!.Value));

    public bool ConflictsWith(HostPort other) =>
        Port == other.Port && Protocol == other.Protocol && (Ip == other.Ip || Ip == AnyIp || other.Ip == AnyIp);
}
