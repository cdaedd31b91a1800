using HandsOn.Workloads.Containers;
using HandsOn.Workloads.Images;

namespace HandsOn.Workloads.ControlPlane;

/// <summary>The images of the control plane's pods, and of those that Docker Desktop adds.</summary>
internal static class ControlPlaneImages
{
    private static readonly string[] Registries = ["registry.k8s.io", "k8s.gcr.io"];

    public static readonly KnownImage[] All =
    [
        .. Both("etcd", "etcd.go:1] \"starting member\" name=\"etcd\"", "serve.go:1] \"serving client traffic securely\" address=\"127.0.0.1:2379\""),
        .. Both("kube-apiserver", "options.go:1] \"Serving on\" address=\":6443\"", "shared_informer.go:1] \"Caches are synced\" controller=\"crd-autoregister\""),
        .. Both("kube-controller-manager", "controllermanager.go:1] \"Starting\"", "leaderelection.go:1] successfully acquired lease kube-system/kube-controller-manager"),
        .. Both("kube-scheduler", "server.go:1] \"Starting Kubernetes Scheduler\"", "leaderelection.go:1] successfully acquired lease kube-system/kube-scheduler"),
        .. Both("kube-proxy", "server_linux.go:1] \"Using iptables proxy\"", "shared_informer.go:1] \"Caches are synced\" controller=\"service config\""),
        Known("docker.io/docker/desktop-storage-provisioner", "storage-provisioner.go:1] \"Starting storage provisioner\""),
        Known("docker.io/docker/desktop-vpnkit-controller", "main.go:1] \"Watching services\""),
    ];

    private static IEnumerable<KnownImage> Both(string name, params string[] opening) => Registries.Select(registry => Known($"{registry}/{name}", opening));

    private static KnownImage Known(string repository, params string[] opening) => new(repository, ".+", _ => new ContainerImage
    {
        Program = () => new ControlPlaneProgram(opening),
        Entrypoint = ["/" + ContainerPath.FileName(repository)],
        Size = 60_000_000,
    });
}
