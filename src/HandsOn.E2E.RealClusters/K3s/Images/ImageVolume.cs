using System.Formats.Tar;
using HandsOn.E2E.RealClusters.K3s.Engine;
using HandsOn.Kubernetes.Json;

namespace HandsOn.E2E.RealClusters.K3s.Images;

/// <summary>
/// The images of a run, saved once into a volume of the engine, which every cluster mounts where k3s looks for images when it
/// starts: nothing is copied for the second cluster, and none asks a registry.
/// </summary>
internal static class ImageVolume
{
    /// <summary>Where k3s looks (pkg/agent/containerd: every archive of this folder is imported).</summary>
    public const string MountedAt = "/var/lib/rancher/k3s/agent/images";

    private const string Folder = "/images";

    /// <summary>Makes the volume, and gives how many bytes are in it.</summary>
    /// <param name="engine">The engine, which has the images.</param>
    /// <param name="name">The volume's name.</param>
    /// <param name="images">The images.</param>
    /// <param name="labels">The volume's labels.</param>
    /// <param name="helper">An image of which a container can be made; it is never started.</param>
    /// <param name="cancellation">Ends it; what was made carries the labels.</param>
    public static async Task<long> MakeAsync(
        DockerEngine engine, string name, IEnumerable<ImageReference> images, IReadOnlyDictionary<string, string> labels, string helper, CancellationToken cancellation)
    {
        var file = Path.Combine(Path.GetTempPath(), $"{name}.tar");
        try
        {
            await using (var saved = File.Create(file)) await engine.SaveAsync(images, saved, cancellation);
            await engine.CreateVolumeAsync(name, labels, cancellation);
            var mount = JsonMap.Of(("Type", "volume"), ("Source", name), ("Target", Folder));
            var container = await engine.CreateContainerAsync(JsonMap.Of(
                ("Image", helper), ("Labels", JsonMap.From(labels)), ("HostConfig", JsonMap.Of(("Mounts", JsonList.Of(mount))))), CancellationToken.None);
            try
            {
                await PutAsync(engine, container, file, cancellation);
            }
            finally
            {
                await engine.RemoveContainerAsync(container, CancellationToken.None);
            }
            return new FileInfo(file).Length;
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task PutAsync(DockerEngine engine, string container, string file, CancellationToken cancellation)
    {
        var pipe = new System.IO.Pipelines.Pipe();
        var writing = Task.Run(
            async () =>
            {
                await using (var to = pipe.Writer.AsStream())
                await using (var tar = new TarWriter(to, TarEntryFormat.Pax))
                    await tar.WriteEntryAsync(file, "images.tar", cancellation);
            },
            CancellationToken.None);
        await using (var from = pipe.Reader.AsStream()) await engine.PutAsync(container, Folder, from, cancellation);
        await writing;
    }
}
