using HandsOn.Workloads.Containers;
using HandsOn.Workloads.Images;

namespace HandsOn.Workloads.CoreDns;

/// <summary>The images of CoreDNS.</summary>
internal static class CoreDnsImages
{
    private static readonly string[] Repositories =
    [
        "registry.k8s.io/coredns/coredns",
        "registry.k8s.io/coredns",
        "k8s.gcr.io/coredns/coredns",
        "k8s.gcr.io/coredns",
        "docker.io/coredns/coredns",
        "docker.io/rancher/mirrored-coredns-coredns",
    ];

    public static readonly KnownImage[] All =
    [
        .. Repositories
            .Select(repository => new KnownImage(repository, @"v?1\.\d+\.\d+", tag => new ContainerImage
            {
                Program = () => new CoreDnsProgram(tag.TrimStart('v')),
                Entrypoint = ["/coredns"],
                Size = 20_000_000,
            })),
    ];
}
