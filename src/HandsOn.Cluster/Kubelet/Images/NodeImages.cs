using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using HandsOn.Workloads.Containers;
using HandsOn.Workloads.Images;

namespace HandsOn.Cluster.Kubelet;

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
    public string Id => id ??= $"{Reference.Repository}@{Digest}";

    /// <summary>There is no content, so the digest is made of the name: equal names, equal images.</summary>
    private string Digest => Reference.Digest.Length > 0
        ? Reference.Digest
        : "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Reference.ToString())));
}
