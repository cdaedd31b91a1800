using System.Runtime.CompilerServices;
using HandsOn.E2E.RealClusters.K3s.Images;
using HandsOn.Kubernetes.Json;

namespace HandsOn.E2E.RealClusters.K3s.Engine;

/// <summary>Images: those that are here, those of registries.</summary>
internal sealed partial class DockerEngine : IImageSource
{
    /// <inheritdoc/>
    public async Task<string?> PlatformHereAsync(ImageReference image, CancellationToken cancellation) =>
        await FindAsync($"/images/{image.Name}/json", cancellation) is { } here ? $"{here.String("Os")}/{here.String("Architecture")}" : null;

    /// <inheritdoc/>
    public async Task<RemoteImage> RemoteAsync(ImageReference image, CancellationToken cancellation)
    {
        var found = await MapAsync(HttpMethod.Get, $"/distribution/{image.Name}/json", cancellation);
        return new(
            found.String("Descriptor", "mediaType") ?? "",
            [.. found.List("Platforms").Maps().Select(p => $"{p.String("os")}/{p.String("architecture")}").Where(p => !p.Contains("unknown"))]);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<JsonMap> PullAsync(ImageReference image, string platform, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var path = $"/images/create?fromImage={Uri.EscapeDataString(image.Repository)}&tag={Uri.EscapeDataString(image.TagOrDigest)}&platform={Uri.EscapeDataString(platform)}";
        await foreach (var line in LinesAsync(HttpMethod.Post, path, cancellation)) yield return JsonText.ParseMap(line);
    }

    /// <summary>Writes images as an archive that <c>docker load</c> and <c>ctr images import</c> read.</summary>
    public async Task SaveAsync(IEnumerable<ImageReference> images, Stream to, CancellationToken cancellation)
    {
        using var response = await SendAsync(HttpMethod.Get, "/images/get?" + string.Join('&', images.Select(i => $"names={Uri.EscapeDataString(i.Name)}")), cancellation);
        await response.Content.CopyToAsync(to, cancellation);
    }
}
