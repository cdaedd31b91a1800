using HandsOn.Kubernetes.Json;

namespace HandsOn.E2E.RealClusters.K3s.Images;

/// <summary>Where images come from: the engine, and the registries that it asks.</summary>
internal interface IImageSource
{
    /// <summary>The platform (<c>linux/amd64</c>) of an image that the engine has; <see langword="null"/> where it has none of that name.</summary>
    Task<string?> PlatformHereAsync(ImageReference image, CancellationToken cancellation);

    /// <summary>What the image's registry says of it.</summary>
    /// <exception cref="Engine.EngineException">The registry has none, does not say, or cannot be reached.</exception>
    Task<RemoteImage> RemoteAsync(ImageReference image, CancellationToken cancellation);

    /// <summary>Fetches an image; every item is one message about how that goes.</summary>
    /// <exception cref="Engine.EngineException">The engine refuses.</exception>
    IAsyncEnumerable<JsonMap> PullAsync(ImageReference image, string platform, CancellationToken cancellation);
}

/// <summary>An image in a registry.</summary>
/// <param name="MediaType">The format of its manifest.</param>
/// <param name="Platforms">The platforms that it is there for; empty where the manifest does not say.</param>
internal sealed record RemoteImage(string MediaType, IReadOnlyList<string> Platforms);
