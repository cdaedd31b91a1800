using HandsOn.E2E.Api;
using HandsOn.E2E.Clusters;
using HandsOn.E2E.Clusters.K3s.Engine;
using HandsOn.E2E.Clusters.K3s.Inside;
using HandsOn.E2E.Clusters.K3s.Leftovers;
using HandsOn.E2E.Clusters.K3s.Starting;
using HandsOn.E2E.Waiting;
using Testcontainers.K3s;

namespace HandsOn.E2E.K3s.K3s;

/// <summary>The start of one cluster: until it can be used, or until one sentence says why not; then nothing of it is left.</summary>
/// <param name="engine">Where it is started.</param>
/// <param name="image">Of what.</param>
/// <param name="name">What its container is called, and everything of it is labelled with.</param>
/// <param name="nodes">How many nodes it has.</param>
/// <param name="ownIngress">Whether its own ingress controller must serve.</param>
/// <param name="time">The clock of the limit.</param>
internal sealed class K3sStart(DockerEngine engine, string image, string name, int nodes, bool ownIngress, TimeProvider time)
{
    /// <summary>How long a start may take.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private readonly ContainerLog log = new();
    private Readiness? readiness;

    /// <summary>Starts it.</summary>
    /// <exception cref="ClusterException">It does not start: one sentence.</exception>
    public async Task<K3sCluster> RunAsync(K3sContainer container, CancellationToken cancellation)
    {
        using var watching = new CancellationTokenSource();
        using var deadline = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
        var announced = OutsideThings.Announce();
        try
        {
            var id = await StartAsync(container, watching.Token, either.Token);
            _ = log.FollowAsync(engine, id, watching.Token);
            return await UntilExitAsync(engine.ExitAsync(id, watching.Token), token => UsableAsync(container, id, announced, token), either.Token);
        }
        catch (Exception error)
        {
            var sentence = cancellation.IsCancellationRequested ? null : Sentence(error, deadline.IsCancellationRequested);
            using (announced) await RemoveAsync(engine, container, name);
            cancellation.ThrowIfCancellationRequested();
            throw new ClusterException(sentence!, error);
        }
        finally
        {
            await watching.CancelAsync();
        }
    }

    /// <summary>Takes away a container and everything that carries its cluster's name.</summary>
    public static async Task RemoveAsync(DockerEngine engine, K3sContainer container, string name)
    {
        try
        {
            foreach (var sort in (await engine.FindAsync(RunLabels.ClusterLabel, CancellationToken.None, name)).GroupBy(t => t.Kind == MarkedKind.Container).OrderByDescending(g => g.Key))
                await Task.WhenAll(sort.Select(t => engine.RemoveAsync(t, CancellationToken.None)));
            await container.DisposeAsync();
        }
        catch (EngineException unreachable)
        {
            throw new ClusterException($"{name} could not be taken away ({unreachable.Message}); docker rm -f -v {name} does it", unreachable);
        }
    }

    // A creation that is broken off leaves a container that nobody knows of: it is broken off only when it is done.
    private async Task<string> StartAsync(K3sContainer container, CancellationToken watching, CancellationToken cancellation)
    {
        using var stop = new CancellationTokenSource();
        var created = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        container.Created += (_, _) => created.TrySetResult(container.Id);
        cancellation.ThrowIfCancellationRequested();
        var starting = container.StartAsync(stop.Token);
        await Task.WhenAny(created.Task, starting);
        if (!created.Task.IsCompleted) await starting;
        var id = await created.Task;
        await using var ending = cancellation.Register(stop.Cancel);
        return await UntilExitAsync(engine.ExitAsync(id, watching), async token =>
        {
            await using (token.Register(stop.Cancel)) await starting;
            // It may have ended before anybody watched it.
            if (await engine.ContainerAsync(id, token) is { Running: false } ended) throw new EndedException(ended.ExitCode, ended.OutOfMemory);
            return id;
        }, cancellation);
    }

    private async Task<K3sCluster> UsableAsync(K3sContainer container, string id, IDisposable announced, CancellationToken cancellation)
    {
        var inside = new EngineContainer(engine, id);
        readiness = new(inside, log, nodes, ownIngress);
        var written = await readiness.KubeconfigAsync(cancellation);
        var kubeconfig = ClusterKubeconfig.Of(written, $"https://127.0.0.1:{container.GetMappedPublicPort(K3sBuilder.KubeSecurePort)}");
        var api = Kubeconfig.Parse(kubeconfig).Connect();
        try
        {
            await readiness.UsableAsync(api, new Waiter(api, time) { Patience = Limit }, cancellation);
            var state = await engine.ContainerAsync(id, cancellation);
            return new(engine, container, name, api, kubeconfig, ClusterKubeconfig.Of(written, ClusterKubeconfig.ServerInside), state!.Address, await VersionAsync(api, cancellation), announced, time);
        }
        catch
        {
            api.Dispose();
            throw;
        }
    }

    private static async Task<string> VersionAsync(ApiClient api, CancellationToken cancellation) =>
        HandsOn.Kubernetes.Json.JsonText.ParseMap((await api.RawAsync("/version", cancellation)).Text).String("gitVersion") ?? "";

    private async Task<T> UntilExitAsync<T>(Task<long> exit, Func<CancellationToken, Task<T>> act, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var acting = act(stop.Token);
        if (await Task.WhenAny(acting, exit) == acting) return await acting;
        await stop.CancelAsync();
        await ((Task)acting).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var code = await exit;
        var ended = await engine.ContainerAsync(name, CancellationToken.None);
        log.Clear();
        await engine.TailAsync(name, log.Add, CancellationToken.None);
        throw new EndedException(code, ended?.OutOfMemory == true);
    }

    private string Sentence(Exception error, bool late) => error switch
    {
        EndedException ended => StartFailure.Ended(image, ended.ExitCode, ended.OutOfMemory, log.Last),
        WaitException wait => $"{image}: {wait.Message}",
        OperationCanceledException when late => StartFailure.NotReady(image, Limit, readiness?.Missing ?? "its container does not start", log.Last),
        ClusterException or EngineException => error.Message,
        _ => StartFailure.Refused(image, K3sContainers.Innermost(error)),
    };

    private sealed class EndedException(long exitCode, bool outOfMemory) : Exception
    {
        public long ExitCode { get; } = exitCode;

        public bool OutOfMemory { get; } = outOfMemory;
    }
}
