namespace HandsOn.Cluster.Api.Resources.Pod;

/// <summary>What can be done with a pod besides reading and writing it (pkg/registry/core/pod/storage/storage.go).</summary>
internal static class PodSubresources
{
    private const int EphemeralContainersSince = 23;
    private const int EvictionV1Since = 22;
    private const int ResizeSince = 33;

    private static readonly string[] Connect = ["create", "get"];
    private static readonly string[] Update = ["get", "patch", "update"];

    public static readonly IReadOnlyList<Subresource> All =
    [
        new("attach", Connect, new("", "v1", "PodAttachOptions")),
        new("binding", ["create"], new("", "v1", "Binding")),
        new("ephemeralcontainers", Update, Since: EphemeralContainersSince),
        new("eviction", ["create"], new("policy", "v1beta1", "Eviction"), Until: EvictionV1Since - 1),
        new("eviction", ["create"], new("policy", "v1", "Eviction"), Since: EvictionV1Since),
        new("exec", Connect, new("", "v1", "PodExecOptions")),
        new("log", ["get"]),
        new("portforward", Connect, new("", "v1", "PodPortForwardOptions")),
        new("proxy", ["create", "delete", "get", "patch", "update"], new("", "v1", "PodProxyOptions")),
        new("resize", Update, Since: ResizeSince),
        Subresource.Status,
    ];
}
