using HandsOn.Workloads.Containers;
using HandsOn.Workloads.Images;
using HandsOn.Workloads.Shell.Servers;
using HandsOn.Workloads.Shell.Tools;

namespace HandsOn.Workloads.Shell;

/// <summary>Images that are a shell with tools, and the small servers of the upstream test images.</summary>
internal static class ShellImages
{
    private const string Path = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private static readonly Toolbox WithCurl = Toolbox.Busybox.With(CurlTool.All);
    private static readonly Toolbox Curl = WithCurl.With(CurlTool.Entrypoint);
    private static readonly Toolbox Nginx = WithCurl.With(WebServers.Nginx);
    private static readonly Toolbox Httpd = Toolbox.Base.With(WebServers.Httpd);
    private static readonly Toolbox Agnhost = WithCurl.With(AgnhostTool.All);

    public static readonly KnownImage[] All =
    [
        Image("docker.io/library/busybox", KnownImage.VersionTags + "|musl|glibc|uclibc", Toolbox.Busybox, ["sh"], 2_160_000),
        Image("docker.io/library/alpine", KnownImage.VersionTags + "|edge", Toolbox.Busybox, ["/bin/sh"], 3_800_000),
        Image("docker.io/library/debian", KnownImage.VersionTags + "|bookworm.*|bullseye.*|trixie.*", Toolbox.Base, ["bash"], 48_000_000),
        Image("docker.io/library/ubuntu", KnownImage.VersionTags + "|noble|jammy|focal", Toolbox.Base, ["/bin/bash"], 30_000_000),
        Image("docker.io/curlimages/curl", KnownImage.VersionTags, Curl, ["curl"], 9_000_000, "/entrypoint.sh"),
        Image("docker.io/library/nginx", KnownImage.VersionTags + "|mainline.*", Nginx, ["nginx", "-g", "daemon off;"], 72_000_000),
        Image("docker.io/library/httpd", KnownImage.VersionTags, Httpd, ["httpd-foreground"], 58_000_000),
        Image("registry.k8s.io/e2e-test-images/busybox", @"1\.\d+.*", Toolbox.Busybox, ["sh"], 2_160_000),
        Image("registry.k8s.io/e2e-test-images/nginx", @"1\.\d+.*", Nginx, ["nginx", "-g", "daemon off;"], 22_000_000),
        Image("registry.k8s.io/e2e-test-images/httpd", @"2\.\d+.*", Httpd, ["httpd-foreground"], 40_000_000),
        Image("registry.k8s.io/e2e-test-images/agnhost", @"2\.\d+(\.\d+)?", Agnhost, ["pause"], 52_000_000, "/agnhost"),
        Image("registry.k8s.io/e2e-test-images/jessie-dnsutils", @"1\.\d+", WithCurl, ["sleep", "3600"], 110_000_000),
        Image("registry.k8s.io/e2e-test-images/dnsutils", @"1\.\d+", WithCurl, ["sleep", "3600"], 110_000_000),
    ];

    private static KnownImage Image(string repository, string tags, Toolbox tools, string[] command, long size, params string[] entrypoint) =>
        new(repository, tags, _ => new ContainerImage
        {
            Program = () => new ShellProgram(tools),
            Exec = () => new ShellProgram(tools),
            Entrypoint = entrypoint,
            Command = command,
            Environment = new Dictionary<string, string> { ["PATH"] = Path },
            Size = size,
        });
}
