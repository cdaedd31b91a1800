using HandsOn.Workloads.Containers;
using HandsOn.Workloads.Images;

namespace HandsOn.Workloads.Pause;

/// <summary>The pause images.</summary>
internal static class PauseImages
{
    public static readonly KnownImage[] All = [.. new[] { "registry.k8s.io/pause", "k8s.gcr.io/pause", "registry.k8s.io/e2e-test-images/pause", "docker.io/rancher/mirrored-pause" }
        .Select(repository => new KnownImage(repository, @"latest|\d(\.\d+){0,2}", _ => new ContainerImage
        {
            Program = static () => new PauseProgram(),
            Entrypoint = ["/pause"],
            Size = 268_403,
        }))];
}
