using HandsOn.Workloads.Containers;
using HandsOn.Workloads.Images;

namespace HandsOn.Workloads.Certgen;

/// <summary>The images of kube-webhook-certgen, old and new.</summary>
internal static class CertgenImages
{
    private static readonly string[] Repositories =
    [
        "registry.k8s.io/ingress-nginx/kube-webhook-certgen",
        "k8s.gcr.io/ingress-nginx/kube-webhook-certgen",
        "docker.io/jettech/kube-webhook-certgen",
    ];

    public static readonly KnownImage[] All = [.. Repositories
        .Select(repository => new KnownImage(repository, @"v\d+(\.\d+)*(-[0-9a-z]+)*", _ => new ContainerImage
        {
            Program = static () => new CertgenProgram(),
            Entrypoint = ["/kube-webhook-certgen"],
            Size = 23_000_000,
        }))];
}
