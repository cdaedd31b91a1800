using HandsOn.E2E.Clusters;
using HandsOn.E2E.RealClusters.K3s.Engine;
using HandsOn.E2E.RealClusters.Retries;

namespace HandsOn.E2E.RealClusters.K3s.Images;

/// <summary>What will become of an image.</summary>
/// <param name="Image">The image.</param>
/// <param name="IsHere">Whether the engine has it.</param>
/// <param name="Why">Why it cannot be used, in one sentence; <see langword="null"/> where it can.</param>
internal sealed record ImageVerdict(NamedImage Image, bool IsHere, string? Why);

/// <summary>Says before anything is deployed which images of a run cannot be had, or cannot be run.</summary>
/// <param name="images">Where they come from.</param>
/// <param name="platform">What the cluster's node is: <c>linux/amd64</c>.</param>
/// <param name="refusesSchema1">Whether its containerd refuses manifests of schema 1.</param>
/// <param name="limit">How long a registry may take to answer.</param>
/// <param name="faults">Asks a registry again where a transient fault ended the question.</param>
/// <param name="time">The clock of that limit.</param>
internal sealed class ImagePreflight(
    IImageSource images, string platform, bool refusesSchema1, TimeSpan limit, TransientFaults faults, TimeProvider time)
{
    /// <summary>Looks at images, all at the same time.</summary>
    /// <exception cref="EngineException">The engine itself does not answer.</exception>
    public async Task<IReadOnlyList<ImageVerdict>> CheckAsync(IEnumerable<NamedImage> wanted, CancellationToken cancellation) =>
        await Task.WhenAll(wanted.DistinctBy(i => i.Name).Select(i => CheckAsync(i, cancellation)));

    private async Task<ImageVerdict> CheckAsync(NamedImage image, CancellationToken cancellation)
    {
        var reference = ImageReference.Parse(image.Name);
        var here = await images.PlatformHereAsync(reference, cancellation);
        if (here == platform) return new(image, IsHere: true, null);
        var why = await WhyNotRemoteAsync(reference, cancellation);
        if (why is not null && here is not null) why = $"the one that is here is for {here}, not {platform}, and {why}";
        return new(image, IsHere: false, why is null ? null : $"{image.Name}: {why}{(image.Place.Length == 0 ? "" : $" (named in {image.Place})")}");
    }

    private async Task<string?> WhyNotRemoteAsync(ImageReference reference, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        try
        {
            return WhyNot(await faults.RunAsync(
                token => images.RemoteAsync(reference, token), outcome => new(RegistryFaults.Of(outcome)), either.Token));
        }
        catch (EngineException refusal) when (refusal.Status is not null)
        {
            return RegistryRefusal.Sentence(refusal);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            return $"it is not here, and its registry does not answer within {limit.TotalSeconds:0} s";
        }
    }

    private string? WhyNot(RemoteImage remote)
    {
        if (refusesSchema1 && remote.MediaType.Contains("manifest.v1")) return "its manifest is of schema 1, which this cluster's containerd refuses";
        return remote.Platforms.Count == 0 || remote.Platforms.Contains(platform) ? null : $"there is none for {platform}, only for {string.Join(", ", remote.Platforms.Distinct())}";
    }
}
