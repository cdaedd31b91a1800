using System.Collections.Concurrent;
using HandsOn.Kubernetes.Versions;
using HandsOn.Workloads.Containers;
using HandsOn.Workloads.Images;
using HandsOn.Workloads.Opaque;

namespace HandsOn.Workloads.Catalog;

/// <summary>
/// The images of an embedded cluster: those that come with it (busybox, nginx, redis, the guestbook ...), those that a user maps
/// to programs of his own, and, as opaque containers that only run, all others.
/// </summary>
/// <example><code>
/// var images = new ImageCatalog();
/// images.Map("example/worker:v1", () => new Worker());                             // an IContainerProgram
/// images.MapWeb("example/shop:v1", app => app.MapGet("/", () => "hello"));         // an ASP.NET Core application
/// </code></example>
/// <param name="minor">The minor version of Kubernetes that the cluster plays: its container runtime's age follows from it.</param>
public sealed class ImageCatalog(int minor = 36) : IImageCatalog
{
    private readonly ConcurrentDictionary<string, bool> unverified = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ContainerImage> mapped = new(StringComparer.Ordinal);

    /// <summary>Images that were asked for and that nobody here knows: they ran as opaque containers, which proves nothing about them.</summary>
    public IReadOnlyList<string> Unverified => [.. unverified.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Maps an image name to an image; the name may leave out the registry (docker.io) and the tag (latest).</summary>
    /// <exception cref="ArgumentException">That is no image name.</exception>
    public void Map(string image, ContainerImage content)
    {
        var reference = ImageReference.Parse(image) ?? throw new ArgumentException($"'{image}' is no image name", nameof(image));
        mapped[reference.ToString()] = content;
    }

    /// <summary>Maps an image name to a program; every container start makes a new one.</summary>
    /// <exception cref="ArgumentException">That is no image name.</exception>
    public void Map(string image, Func<IContainerProgram> program) => Map(image, new ContainerImage { Program = program });

    /// <inheritdoc/>
    public ImagePull Pull(string image)
    {
        if (ImageReference.Parse(image) is not { } reference) return new ImagePull(null, PullErrors.InvalidName(image));
        if (mapped.TryGetValue(reference.ToString(), out var own)) return new ImagePull(own);
        if (!KnownImages.All.TryGetValue(reference.Repository, out var known))
        {
            unverified[image] = true;
            return new ImagePull(OpaqueProgram.Image);
        }
        if (reference.Digest.Length == 0 && !known.Has(reference.Tag)) return new ImagePull(null, PullErrors.NotFound(reference));
        return known.IsSchema1(reference.Tag) && minor >= SinceMinor.Containerd21
            ? new ImagePull(null, PullErrors.UnsupportedSchema(reference))
            : new ImagePull(known.Make(reference.Tag));
    }
}
