using System.Net;
using System.Runtime.CompilerServices;
using HandsOn.E2E.RealClusters.K3s.Engine;
using HandsOn.E2E.RealClusters.K3s.Images;
using HandsOn.Kubernetes.Json;

namespace HandsOn.E2E.RealClusters.Tests.K3s.Images;

/// <summary>Images that a test lays down, by name.</summary>
internal sealed class FakeImages : IImageSource
{
    public Dictionary<string, string> Here { get; } = [];

    public Dictionary<string, RemoteImage> Remote { get; } = [];

    public Dictionary<string, EngineException> Refusals { get; } = [];

    /// <summary>The messages of a pull; it hangs behind the last where <see cref="Hangs"/> says so.</summary>
    public List<string> Pull { get; } = [];

    public bool Hangs { get; set; }

    public List<string> Platforms { get; } = [];

    public Task<string?> PlatformHereAsync(ImageReference image, CancellationToken cancellation) => Task.FromResult(Here.GetValueOrDefault(image.Name));

    public async Task<RemoteImage> RemoteAsync(ImageReference image, CancellationToken cancellation)
    {
        if (Hangs) await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);
        if (Refusals.TryGetValue(image.Name, out var refusal)) throw refusal;
        return Remote.GetValueOrDefault(image.Name) ?? throw new EngineException("manifest unknown", HttpStatusCode.NotFound);
    }

    public async IAsyncEnumerable<JsonMap> PullAsync(ImageReference image, string platform, [EnumeratorCancellation] CancellationToken cancellation)
    {
        Platforms.Add(platform);
        foreach (var message in Pull) yield return JsonText.ParseMap(message);
        if (Hangs) await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);
    }
}
