using System.Collections.Concurrent;
using HandsOn.Cluster.Workloads;

namespace HandsOn.Cluster.Kubelet.Images;

/// <summary>The images that a node has pulled.</summary>
internal sealed class NodeImages
{
    private readonly ConcurrentDictionary<string, LocalImage> images = new(StringComparer.Ordinal);

    /// <summary>All of them, in the order of their names.</summary>
    public IEnumerable<LocalImage> All => images.Values.OrderBy(i => i.Reference.ToString(), StringComparer.Ordinal);

    public LocalImage? Find(ImageReference reference) => images.GetValueOrDefault(reference.ToString());

    public LocalImage Add(ImageReference reference, ContainerImage content) =>
        images.GetOrAdd(reference.ToString(), _ => new LocalImage(reference, content));
}

/// <summary>An image on a node.</summary>
internal sealed record LocalImage(ImageReference Reference, ContainerImage Content)
{
    private string? id;

    /// <summary>As in <c>status.containerStatuses[].imageID</c>.</summary>
    public string Id => id ??= Reference.ById();
}
