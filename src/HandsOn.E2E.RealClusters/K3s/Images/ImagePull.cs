using System.Globalization;
using HandsOn.E2E.Clusters;
using HandsOn.E2E.RealClusters.K3s.Engine;
using HandsOn.E2E.RealClusters.Retries;
using HandsOn.E2E.Reporting;

namespace HandsOn.E2E.RealClusters.K3s.Images;

/// <summary>Fetches images, says how that goes, and gives up on one that does not move any more.</summary>
/// <param name="images">Where they come from.</param>
/// <param name="platform">Which of an image's platforms is fetched.</param>
/// <param name="patience">How long nothing may happen.</param>
/// <param name="progress">Is told how it goes.</param>
/// <param name="faults">Fetches again where a transient fault ended it; layers that are there already are not fetched twice.</param>
/// <param name="time">The clock.</param>
internal sealed class ImagePull(
    IImageSource images, string platform, TimeSpan patience, IRunProgress progress, TransientFaults faults, TimeProvider time)
{
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(10);

    /// <summary>Fetches one image.</summary>
    /// <exception cref="ClusterException">It cannot be fetched: one sentence.</exception>
    public async Task RunAsync(string image, CancellationToken cancellation)
    {
        progress.Said($"image {image}: being fetched");
        var begun = time.GetTimestamp();
        var layers = new PullProgress();
        using var stalled = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stalled.Token, cancellation);
        try
        {
            await faults.RunAsync(PullAsync, outcome => new(RegistryFaults.Of(outcome)), either.Token);
        }
        catch (EngineException refusal)
        {
            throw new ClusterException($"image {image}: {RegistryRefusal.Sentence(refusal)}", refusal);
        }
        catch (OperationCanceledException) when (stalled.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new ClusterException($"image {image}: nothing more of it came for {patience.TotalSeconds:0.#} s ({layers}); its registry is slow or does not answer");
        }
        progress.Said($"image {image}: fetched ({layers}, {Seconds(begun)})");

        async Task<bool> PullAsync(CancellationToken token)
        {
            var said = time.GetTimestamp();
            await foreach (var message in images.PullAsync(ImageReference.Parse(image), platform, token))
            {
                if (message.String("error") is { } error) throw new EngineException(error, System.Net.HttpStatusCode.InternalServerError);
                if (layers.Take(message)) stalled.CancelAfter(patience);
                if (time.GetElapsedTime(said) < BetweenLines) continue;
                said = time.GetTimestamp();
                progress.Said($"image {image}: {layers}, {Seconds(begun)}");
            }
            return true;
        }
    }

    private string Seconds(long since) => string.Create(CultureInfo.InvariantCulture, $"{time.GetElapsedTime(since).TotalSeconds:0.0} s");
}
