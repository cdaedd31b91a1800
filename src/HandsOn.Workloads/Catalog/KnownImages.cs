using HandsOn.Workloads.Certgen;
using HandsOn.Workloads.ControlPlane;
using HandsOn.Workloads.CoreDns;
using HandsOn.Workloads.Guestbook;
using HandsOn.Workloads.Images;
using HandsOn.Workloads.IngressNginx;
using HandsOn.Workloads.Pause;
using HandsOn.Workloads.Redis;
using HandsOn.Workloads.Shell;

namespace HandsOn.Workloads.Catalog;

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
