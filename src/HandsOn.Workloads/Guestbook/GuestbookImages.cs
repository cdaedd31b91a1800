using HandsOn.Workloads.Containers;
using HandsOn.Workloads.Images;
using HandsOn.Workloads.Shell;
using HandsOn.Workloads.Shell.Tools;

namespace HandsOn.Workloads.Guestbook;

/// <summary>The frontend's images. gb-frontend:v4, which the tutorial of 2020 uses, has been removed from its registry.</summary>
internal static class GuestbookImages
{
    private static readonly Toolbox Tools = Toolbox.Base.With(CurlTool.All);

    public static readonly KnownImage[] All =
    [
        new("us-docker.pkg.dev/google-samples/containers/gke/gb-frontend", "v5", _ => Frontend(GuestbookGeneration.Leader)),
        new("gcr.io/google-samples/gb-frontend", "v[56]", _ => Frontend(GuestbookGeneration.Leader)),
        new("gcr.io/google_samples/gb-frontend", "", _ => Frontend(GuestbookGeneration.Master)) { Schema1Tags = "v3" },
    ];

    private static ContainerImage Frontend(GuestbookGeneration generation) => new()
    {
        Program = () => new CommandProgram(("apache2-foreground", () => new FrontendProgram(generation)), Tools),
        Exec = static () => new ShellProgram(Tools),
        Entrypoint = ["docker-php-entrypoint"],
        Command = ["apache2-foreground"],
        WorkingDirectory = "/var/www/html",
        Environment = new Dictionary<string, string> { ["PATH"] = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin" },
        Size = 167_000_000,
    };
}
