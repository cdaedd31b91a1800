using HandsOn.Cluster.Workloads.Certgen;
using HandsOn.Cluster.Workloads.ControlPlane;
using HandsOn.Cluster.Workloads.CoreDns;
using HandsOn.Cluster.Workloads.Guestbook;
using HandsOn.Cluster.Workloads.IngressNginx;
using HandsOn.Cluster.Workloads.Pause;
using HandsOn.Cluster.Workloads.Redis;
using HandsOn.Cluster.Workloads.Shell;

namespace HandsOn.Cluster.Workloads.Images;

/// <summary>Every image that the catalogue knows, by repository.</summary>
internal static class KnownImages
{
    public static readonly IReadOnlyDictionary<string, KnownImage> All =
        new IEnumerable<KnownImage>[]
        {
            PauseImages.All, ControlPlaneImages.All, CoreDnsImages.All, IngressNginxImages.All, CertgenImages.All, ShellImages.All, RedisImages.All,
            GuestbookImages.All,
        }
            .SelectMany(images => images)
            .ToDictionary(image => image.Repository, StringComparer.Ordinal);
}
