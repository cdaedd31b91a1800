using System.Collections.Concurrent;
using System.Globalization;
using HandsOn.E2E.Clusters;
using HandsOn.E2E.RealClusters.K3s.Engine;
using HandsOn.E2E.RealClusters.K3s.Images;
using HandsOn.E2E.RealClusters.K3s.Leftovers;
using HandsOn.E2E.RealClusters.K3s.Releases;
using HandsOn.E2E.RealClusters.K3s.Starting;
using HandsOn.E2E.RealClusters.Retries;
using HandsOn.E2E.Reporting;
using HandsOn.E2E.Versions;

namespace HandsOn.E2E.RealClusters.K3s;

/// <summary>Throwaway k3s in Docker: a container for each cluster.</summary>
/// <param name="environment">Reads an environment variable.</param>
/// <param name="time">The clock of limits.</param>
internal sealed class K3sClusterProvider(Func<string, string?> environment, TimeProvider time) : IClusterProvider
{
    private readonly EngineSession session = new(environment, time);
    private readonly ConcurrentDictionary<string, TransientFaults> faults = new(StringComparer.Ordinal);
    private string? imageVolume;
    private IDisposable? volumeAnnounced;
    private int started;

    /// <inheritdoc/>
    public string Name => "k3s";

    /// <inheritdoc/>
    public bool BringsKubectl => true;

    /// <inheritdoc/>
    public int StartsAhead => session.Capacity.StartsAhead;

    /// <inheritdoc/>
    public int MostAtOnce => session.Capacity.MostAtOnce;

    /// <inheritdoc/>
    public Task<KubernetesMinor> DefaultMinorAsync(ClusterRequest request, CancellationToken cancellation = default) => Task.FromResult(K3sReleases.Default.Choose(request).Minor);

    /// <inheritdoc/>
    public async Task<string?> WhyNotAsync(ClusterRequest request, CancellationToken cancellation = default)
    {
        try
        {
            var release = K3sReleases.Default.Choose(request);
            if (IngressSettings.WhyNot(request.IngressClass, release.Minor, [IngressSettings.DefaultClass, K3sCommand.OwnIngressClass]) is { } noIngress) return noIngress;
            var found = await session.PreflightAsync(refusesSchema1: false, FaultsOf(request), cancellation);
            return (await found.CheckAsync([new(release.Image)], cancellation))[0].Why;
        }
        catch (Exception no) when (no is ClusterException or EngineException)
        {
            return no.Message;
        }
    }

    /// <inheritdoc/>
    public Task PrepareAsync(ClusterRequest request, IRunProgress progress, CancellationToken cancellation = default) => SaidAsync(async () =>
    {
        var engine = await session.EngineAsync(cancellation);
        if (await new LeftoverSweep(engine, System.Environment.MachineName, RunningProcesses.StartOf).RunAsync(cancellation) is { Count: > 0 } left)
            progress.Said($"runs that were killed had left {LeftoverSweep.Told(left)} behind; all of it was taken away");
        var release = K3sReleases.Default.Choose(request);
        await session.FetchAsync(release.Image, progress, FaultsOf(request), cancellation);
        await session.ReapAsync(progress, FaultsOf(request), cancellation);
        if (!request.LooksForImages)
        {
            progress.Said("images: neither looked for nor brought into the clusters (HANDSON_IMAGES=skip)");
            return;
        }
        await ProvideImagesAsync(engine, request, release, progress, cancellation);
    });

    /// <inheritdoc/>
    public Task<ICluster> StartAsync(ClusterRequest request, CancellationToken cancellation = default) => SaidAsync(async () =>
    {
        var engine = await session.EngineAsync(cancellation);
        var release = K3sReleases.Default.Choose(request);
        await session.FetchAsync(release.Image, new NoProgress(), FaultsOf(request), cancellation);
        await session.ReapAsync(new NoProgress(), FaultsOf(request), cancellation);
        var name = string.Create(CultureInfo.InvariantCulture, $"handson-{request.Run}-{Interlocked.Increment(ref started)}");
        var labels = EngineSession.Labels(request.Run, name, request.Keep);
        var ownIngress = request.IngressClass == K3sCommand.OwnIngressClass;
        var start = new K3sStart(engine, release.Image, name, ownIngress, Removal(name, request.Nodes), FaultsOf(request), time);
        var network = request.Nodes > 1 ? new ClusterNetwork(engine, name, labels) : null;
        return (ICluster)await start.RunAsync([.. Nodes()], network, cancellation);

        IEnumerable<K3sNode> Nodes()
        {
            yield return Node(name, K3sCommand.Server(release, request.IngressClass, session.Machine.Cgroup1, "127.0.0.1", network?.Name), network?.Server);
            for (var agent = 1; agent < request.Nodes; agent++)
                yield return Node(Agent(name, agent), K3sCommand.Agent(release, session.Machine.Cgroup1), network?.Agent);
        }

        K3sNode Node(string node, IReadOnlyList<string> command, IReadOnlyDictionary<string, string>? variables) => new(
            engine, K3sContainers.Build(engine.Address, release.Image, node, command, labels, imageVolume, request.Keep, network?.Name, variables), node);
    });

    /// <inheritdoc/>
    public async Task FinishAsync(ClusterRequest request, CancellationToken cancellation = default)
    {
        if (imageVolume is not { } volume) return;
        imageVolume = null;
        try
        {
            var engine = await session.EngineAsync(cancellation);
            await engine.RemoveAsync(new(MarkedKind.Volume, volume, volume, new Dictionary<string, string>()), cancellation);
        }
        catch (EngineException)
        {
            // What is left of it is told by LeftBehindAsync.
        }
        finally
        {
            volumeAnnounced?.Dispose();
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> LeftBehindAsync(ClusterRequest request, CancellationToken cancellation = default) => SaidAsync<IReadOnlyList<string>>(async () =>
    {
        var engine = await session.EngineAsync(cancellation);
        return [.. (await engine.FindAsync(RunLabels.RunLabel, cancellation, request.Run)).Select(t => $"{t}; \"{t.Removal}\" takes it away")];
    });

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, int> RetriesOf(ClusterRequest request) => FaultsOf(request).Counts;

    private TransientFaults FaultsOf(ClusterRequest request) => faults.GetOrAdd(request.Run, _ => new(time));

    private async Task ProvideImagesAsync(DockerEngine engine, ClusterRequest request, K3sRelease release, IRunProgress progress, CancellationToken cancellation)
    {
        var preflight = await session.PreflightAsync(release.RefusesSchema1, FaultsOf(request), cancellation);
        var verdicts = await preflight.CheckAsync(request.Images, cancellation);
        if (verdicts.Where(v => v.Why is not null).ToList() is { Count: > 0 } bad)
            throw new ClusterException($"nothing was deployed, since not all images can be had: {string.Join("; ", bad.Select(v => v.Why))}");
        foreach (var missing in verdicts.Where(v => !v.IsHere))
            await session.FetchAsync(missing.Image.Name, progress, FaultsOf(request), cancellation);
        var volume = $"handson-{request.Run}-images";
        var begun = time.GetTimestamp();
        (imageVolume, volumeAnnounced) = (volume, OutsideThings.Announce());
        var size = await ImageVolume.MakeAsync(
            engine, volume, verdicts.Select(v => ImageReference.Parse(v.Image.Name)), EngineSession.Labels(request.Run, volume, request.Keep), release.Image, cancellation);
        progress.Said(string.Create(CultureInfo.InvariantCulture, $"images: {verdicts.Count} ({size / 1e6:0} MB) are ready for every cluster, {time.GetElapsedTime(begun).TotalSeconds:0.0} s"));
    }

    private string Removal(string name, int nodes) => string.Join("; ",
    [
        $"docker rm -f -v {string.Join(' ', Enumerable.Range(1, nodes - 1).Select(n => Agent(name, n)).Prepend(name))}",
        .. nodes > 1 ? [$"docker network rm {name}"] : Array.Empty<string>(),
        .. imageVolume is null ? [] : new[] { $"docker volume rm {imageVolume}" },
    ]);

    private static string Agent(string name, int number) => string.Create(CultureInfo.InvariantCulture, $"{name}-agent-{number}");

    private static async Task<T> SaidAsync<T>(Func<Task<T>> act)
    {
        try
        {
            return await act();
        }
        catch (EngineException error)
        {
            throw new ClusterException(error.Message, error);
        }
    }

    private static Task SaidAsync(Func<Task> act) => SaidAsync(async () =>
    {
        await act();
        return true;
    });
}
