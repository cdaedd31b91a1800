using HandsOn.E2E.Api;
using HandsOn.E2E.Clusters;
using HandsOn.E2E.Clusters.Traits;
using HandsOn.E2E.Kubectl;
using HandsOn.E2E.RealClusters.K3s.Engine;
using HandsOn.E2E.RealClusters.K3s.Inside;
using HandsOn.E2E.RealClusters.K3s.Starting;
using HandsOn.E2E.RealClusters.Kubeconfigs;
using HandsOn.E2E.RealClusters.Kubeconfigs.Addresses;
using HandsOn.E2E.RealClusters.Retries;
using HandsOn.E2E.Waiting;

namespace HandsOn.E2E.RealClusters.K3s;

/// <summary>A k3s in a container.</summary>
internal sealed class K3sCluster(
    DockerEngine engine, IReadOnlyList<K3sNode> nodes, string name, ClusterAccess access, string kubeconfig, string kubeconfigInside,
    string address, string version, IDisposable announced, string removal, TimeProvider time) : ICluster
{
    private const int Unassigned = 0;

    private readonly IApiClient api = new ApiClient(access.Http());

    // Not every machine has a way to the engine's network: Docker Desktop's is inside a virtual machine.
    private readonly ServiceAddress forwards = new(access, access.Api, new TcpProbe(time), time, _ => { });

    public string Provider => "k3s";

    public string Version => version;

    public string Kubeconfig => kubeconfig;

    public IApiClient Api => api;

    public ClusterTraits Traits { get; } = new() { System = SystemPods.OneProcess, Revived = RevivedPod.CoreDns, Address = IngressAddress.Node };

    // Real images start, real probes have periods, and a machine of two cores runs several clusters.
    public TimeSpan Patience => TimeSpan.FromMinutes(3);

    public string Removal => removal;

    public IApiClient ConnectAs(string token) => E2E.Api.Kubeconfig.Parse(kubeconfig).ConnectAs(token);

    public IKubectl Guarded(IKubectl kubectl) => new RetryingKubectl(access.Faults, kubectl);

    public async Task<IKubectl?> KubectlAsync(WorkFolder folder, CancellationToken cancellation = default) =>
        await ContainerKubectl.OpenAsync(new EngineContainer(engine, name), folder, kubeconfigInside, new("kubectl", version), time, cancellation);

    public async ValueTask<Uri> AddressAsync(string @namespace, string service, int port, CancellationToken cancellation = default)
    {
        await PublishedTypes.EnsureAsync(api, @namespace, service, port, cancellation);
        var nodePort = Unassigned;
        var published = new Expectation(
            $"Service {@namespace}/{service} is published", $"port {port} of Service {@namespace}/{service} is not published to this machine", [ApiResources.Services],
            view => ServicePort.Missing(view.Find(ApiResources.Services, @namespace, service), port, out nodePort));
        try
        {
            await new Waiter(api, time) { Patience = Patience }.UntilAsync(published.About("Service", @namespace, service), cancellation);
        }
        catch (WaitException late)
        {
            throw new ClusterException(late.Message, late);
        }
        if (nodePort == Unassigned && K3sContainers.Published.Contains(port)) return new($"http://127.0.0.1:{nodes[0].Container.GetMappedPublicPort(port)}");
        var atNode = nodePort == Unassigned ? port : nodePort;
        return await new TcpProbe(time).AnswersAsync(address, atNode, cancellation)
            ? new($"http://{address}:{atNode}")
            : await forwards.FindAsync(@namespace, service, port, Patience, cancellation);
    }

    public async ValueTask<string?> WhyGoneAsync(CancellationToken cancellation = default)
    {
        try
        {
            if (await engine.ContainerAsync(name, cancellation) is not { } state) return $"the container {name} of the cluster is gone; somebody has taken it away";
            if (state.Running && await StillAnswersAsync(cancellation)) return null;
            state = await engine.ContainerAsync(name, cancellation) ?? state;
            if (state.Running) return $"the API of the cluster in container {name} answers no more";
            var log = new ContainerLog();
            await engine.TailAsync(name, log.Add, cancellation);
            return StartFailure.EndedLater(name, state.ExitCode, state.OutOfMemory, log.Last);
        }
        catch (EngineException error)
        {
            return error.Message;
        }
    }

    // What a container did last is seen before its end: whoever finds no API gives the engine a moment to say so.
    private async Task<bool> StillAnswersAsync(CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(2), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        try
        {
            await api.RawAsync("/version", either.Token);
            return true;
        }
        catch (Exception silent) when (silent is HttpRequestException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            await ((Task)engine.ExitAsync(name, "not-running", either.Token)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await forwards.DisposeAsync();
        api.Dispose();
        access.Dispose();
        using (announced) await K3sStart.RemoveAsync(engine, nodes, name);
    }
}
