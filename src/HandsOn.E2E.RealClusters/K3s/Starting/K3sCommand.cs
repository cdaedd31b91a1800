using HandsOn.E2E.RealClusters.K3s.Releases;

namespace HandsOn.E2E.RealClusters.K3s.Starting;

/// <summary>The command line of k3s.</summary>
internal static class K3sCommand
{
    /// <summary>The class of the ingress controller that k3s brings; it is on only where scenarios use it, since ports 80 and 443 are there once.</summary>
    public const string OwnIngressClass = "traefik";

    private static readonly string[] Unneeded = [OwnIngressClass, "metrics-server", "local-storage"];

    /// <summary>The server's: ServiceLB stays on, since it gives Services and Ingresses their addresses.</summary>
    /// <param name="release">What is started.</param>
    /// <param name="ingressClass">The class of the ingress controller that scenarios use.</param>
    /// <param name="cgroup1">Whether the engine's machine has cgroup v1.</param>
    /// <param name="host">The name or address by which this machine reaches the API server.</param>
    /// <param name="inNetwork">The name by which agents reach it, where there are any.</param>
    public static IReadOnlyList<string> Server(K3sRelease release, string ingressClass, bool cgroup1, string host, string? inNetwork = null) =>
    [
        "server",
        $"--disable={string.Join(',', Unneeded.Where(u => u != ingressClass))}",
        $"--tls-san={host}",
        .. inNetwork is null ? Array.Empty<string>() : [$"--tls-san={inNetwork}"],
        .. Kubelet(release, cgroup1),
    ];

    /// <summary>An agent's, which joins a server.</summary>
    public static IReadOnlyList<string> Agent(K3sRelease release, bool cgroup1) => ["agent", .. Kubelet(release, cgroup1)];

    // cmd/kubelet/app/options: from 1.35 on a kubelet does not start on cgroup v1 unless it is told to.
    private static IEnumerable<string> Kubelet(K3sRelease release, bool cgroup1) => cgroup1 && release.RefusesCgroup1 ? ["--kubelet-arg=fail-cgroupv1=false"] : [];
}
