using HandsOn.Kubernetes.Versions;
namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>What can be done with a pod besides reading and writing it (pkg/registry/core/pod/storage/storage.go).</summary>
internal static class PodSubresources
{
    private static readonly string[] Connect = ["create", "get"];
    private static readonly string[] Update = ["get", "patch", "update"];

    public static readonly IReadOnlyList<Subresource> All =
    [
        new("attach", Connect, new("", "v1", "PodAttachOptions")),
        new("binding", ["create"], new("", "v1", "Binding")),
        new("ephemeralcontainers", Update, Since: SinceMinor.EphemeralContainers),
        new("eviction", ["create"], new("policy", "v1beta1", "Eviction"), Until: SinceMinor.EvictionV1 - 1),
        new("eviction", ["create"], new("policy", "v1", "Eviction"), Since: SinceMinor.EvictionV1),
        new("exec", Connect, new("", "v1", "PodExecOptions")),
        new("log", ["get"]),
        new("portforward", Connect, new("", "v1", "PodPortForwardOptions")),
        new("proxy", ["create", "delete", "get", "patch", "update"], new("", "v1", "PodProxyOptions")),
        new("resize", Update, Since: SinceMinor.PodResize),
        Subresource.Status,
    ];
}
