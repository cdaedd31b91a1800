using HandsOn.Workloads.Containers;
using HandsOn.Workloads.Images;
using HandsOn.Workloads.Shell;
using HandsOn.Workloads.Shell.Tools;

namespace HandsOn.Workloads.IngressNginx;

/// <summary>The controller's images: today's registry and those before it.</summary>
internal static class IngressNginxImages
{
    private static readonly Toolbox Tools = Toolbox.Base.With(CurlTool.All, new Dictionary<string, Tool>
    {
        ["wait-shutdown"] = static (call, _) =>
        {
            call.Container.Kill();
            return ValueTask.FromResult(0);
        },
    });

    private static readonly string[] Repositories =
    [
        "registry.k8s.io/ingress-nginx/controller",
        "k8s.gcr.io/ingress-nginx/controller",
        "us.gcr.io/k8s-artifacts-prod/ingress-nginx/controller",
    ];

    public static readonly KnownImage[] All = [.. Repositories
        .Select(repository => new KnownImage(repository, @"v\d+\.\d+\.\d+(-[a-z0-9.]+)*", tag => new ContainerImage
        {
            Program = () => new CommandProgram(("nginx-ingress-controller", () => new IngressNginxProgram(tag)), Tools),
            Exec = static () => new ShellProgram(Tools),
            Entrypoint = ["/usr/bin/dumb-init", "--"],
            Command = ["/nginx-ingress-controller"],
            Size = 112_000_000,
        }))];
}
