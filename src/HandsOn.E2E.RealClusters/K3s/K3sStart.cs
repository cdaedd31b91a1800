using HandsOn.E2E.Api;
using HandsOn.E2E.Clusters;
using HandsOn.E2E.RealClusters.K3s.Engine;
using HandsOn.E2E.RealClusters.K3s.Inside;
using HandsOn.E2E.RealClusters.K3s.Leftovers;
using HandsOn.E2E.RealClusters.K3s.Starting;
using HandsOn.E2E.RealClusters.Kubeconfigs;
using HandsOn.E2E.RealClusters.Retries;
using HandsOn.E2E.Waiting;
using HandsOn.Kubernetes.Json;
using Testcontainers.K3s;

namespace HandsOn.E2E.RealClusters.K3s;

/// <summary>The start of one cluster: until it can be used, or until one sentence says why not; then nothing of it is left.</summary>
/// <param name="engine">Where it is started.</param>
/// <param name="image">Of what.</param>
/// <param name="name">What its container is called, and everything of it is labelled with.</param>
/// <param name="ownIngress">Whether its own ingress controller must serve.</param>
/// <param name="removal">How to take it away by hand.</param>
/// <param name="faults">Retries what a transient fault ended, once it can be used.</param>
/// <param name="time">The clock of the limit.</param>
internal sealed class K3sStart(
    DockerEngine engine, string image, string name, bool ownIngress, string removal, TransientFaults faults, TimeProvider time)
{
    /// <summary>How long a start may take.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private readonly ContainerLog log = new();
    private Readiness? readiness;

    /// <summary>Starts it.</summary>
    /// <param name="nodes">Its nodes, the server first.</param>
    /// <param name="network">The network that connects them, where there are several.</param>
    /// <param name="cancellation">Ends the start.</param>
    /// <exception cref="ClusterException">It does not start: one sentence.</exception>
    public async Task<K3sCluster> RunAsync(IReadOnlyList<K3sNode> nodes, ClusterNetwork? network, CancellationToken cancellation)
    {
        using var watching = new CancellationTokenSource();
        using var deadline = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
        var announced = OutsideThings.Announce();
        try
        {
            if (network is not null) await network.MakeAsync();
            await UntilExitAsync(nodes, async token =>
            {
                await Task.WhenAll(nodes.Select(n => n.StartAsync(watching.Token, token)));
                return true;
            }, either.Token);
            _ = log.FollowAsync(engine, name, watching.Token);
            return await UntilExitAsync(nodes, token => UsableAsync(nodes, announced, token), either.Token);
        }
        catch (Exception error)
        {
            var sentence = cancellation.IsCancellationRequested ? null : Sentence(error, deadline.IsCancellationRequested);
            using (announced) await RemoveAsync(engine, nodes, name);
            cancellation.ThrowIfCancellationRequested();
            throw new ClusterException(sentence!, error);
        }
        finally
        {
            await watching.CancelAsync();
        }
    }

    /// <summary>Takes away everything that carries a cluster's name.</summary>
    public static async Task RemoveAsync(DockerEngine engine, IReadOnlyList<K3sNode> nodes, string name)
    {
        try
        {
            foreach (var sort in (await engine.FindAsync(RunLabels.ClusterLabel, CancellationToken.None, name)).GroupBy(t => t.Kind == MarkedKind.Container).OrderByDescending(g => g.Key))
                await Task.WhenAll(sort.Select(t => engine.RemoveAsync(t, CancellationToken.None)));
            foreach (var node in nodes) await node.Container.DisposeAsync();
        }
        catch (EngineException unreachable)
        {
            throw new ClusterException($"{name} could not be taken away ({unreachable.Message}); docker rm -f -v {name} does it", unreachable);
        }
    }

    private async Task<K3sCluster> UsableAsync(IReadOnlyList<K3sNode> nodes, IDisposable announced, CancellationToken cancellation)
    {
        var inside = new EngineContainer(engine, name);
        readiness = new(inside, log, nodes.Count, ownIngress);
        var written = await readiness.KubeconfigAsync(cancellation);
        var kubeconfig = ClusterKubeconfig.Of(written, $"https://127.0.0.1:{nodes[0].Container.GetMappedPublicPort(K3sBuilder.KubeSecurePort)}");
        using var api = Kubeconfig.Parse(kubeconfig).Connect();
        await readiness.UsableAsync(api, new Waiter(api, time) { Patience = Limit }, cancellation);
        var state = await engine.ContainerAsync(name, cancellation);
        var version = await VersionAsync(api, cancellation);
        var access = new ClusterAccess(new(name, JsonMap.Empty, JsonMap.Empty, name), kubeconfig, faults);
        var inContainer = ClusterKubeconfig.Of(written, ClusterKubeconfig.ServerInside);
        return new(engine, nodes, name, access, kubeconfig, inContainer, state!.Address, version, announced, removal, time);
    }

    private static async Task<string> VersionAsync(IApiClient api, CancellationToken cancellation) =>
        JsonText.ParseMap((await api.RawAsync("/version", cancellation)).Text).String("gitVersion") ?? "";

    private async Task<T> UntilExitAsync<T>(IReadOnlyList<K3sNode> nodes, Func<CancellationToken, Task<T>> act, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var acting = act(stop.Token);
        await Task.WhenAny([acting, .. nodes.Select(n => n.Exited)]);
        if (acting.IsCompleted || nodes.FirstOrDefault(n => n.Exited.IsCompleted) is not { } ended) return await acting;
        await stop.CancelAsync();
        await ((Task)acting).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var state = await engine.ContainerAsync(ended.Name, CancellationToken.None);
        log.Clear();
        await engine.TailAsync(ended.Name, log.Add, CancellationToken.None);
        throw new EndedException(state?.ExitCode ?? 0, state?.OutOfMemory == true);
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
