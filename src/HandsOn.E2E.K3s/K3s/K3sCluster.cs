using HandsOn.E2E.Api;
using HandsOn.E2E.Clusters;
using HandsOn.E2E.Clusters.K3s.Engine;
using HandsOn.E2E.Clusters.K3s.Inside;
using HandsOn.E2E.Clusters.K3s.Starting;
using HandsOn.E2E.Clusters.Traits;
using HandsOn.E2E.Kubectl;
using HandsOn.E2E.Waiting;
using Testcontainers.K3s;

namespace HandsOn.E2E.K3s.K3s;

/// <summary>A k3s in a container.</summary>
internal sealed class K3sCluster(
    DockerEngine engine, K3sContainer container, string name, ApiClient api, string kubeconfig, string kubeconfigInside, string address, string version, IDisposable announced,
    TimeProvider time) : ICluster
{
    private const int Unassigned = 0;

    public string Provider => "k3s";

    public string Version => version;

    public string Kubeconfig => kubeconfig;

    public ApiClient Api => api;

    public ClusterTraits Traits { get; } = new() { System = SystemPods.OneProcess, Revived = RevivedPod.CoreDns, Address = IngressAddress.Node };

    // Real images start, real probes have periods, and a machine of two cores runs several clusters.
    public TimeSpan Patience => TimeSpan.FromMinutes(3);

    public string Removal => $"docker rm -f -v {name}";

    public ApiClient ConnectAs(string token) => E2E.Api.Kubeconfig.Parse(kubeconfig).ConnectAs(token);

    public async Task<IKubectl?> KubectlAsync(WorkFolder folder, CancellationToken cancellation = default) =>
        await ContainerKubectl.OpenAsync(new EngineContainer(engine, container.Id), folder, kubeconfigInside, new("kubectl", version), time, cancellation);

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
        return new(nodePort == Unassigned && K3sContainers.Published.Contains(port)
            ? $"http://127.0.0.1:{container.GetMappedPublicPort(port)}"
            : $"http://{address}:{(nodePort == Unassigned ? port : nodePort)}");
    }

    public async ValueTask<string?> WhyGoneAsync(CancellationToken cancellation = default)
    {
        try
        {
            if (await engine.ContainerAsync(name, cancellation) is not { } state) return $"the container {name} of the cluster is gone; somebody has taken it away";
            if (state.Running) return null;
            var log = new ContainerLog();
            await engine.TailAsync(name, log.Add, cancellation);
            return StartFailure.EndedLater(name, state.ExitCode, state.OutOfMemory, log.Last);
        }
        catch (EngineException error)
        {
            return error.Message;
        }
    }

    public async ValueTask DisposeAsync()
    {
        api.Dispose();
        using (announced) await K3sStart.RemoveAsync(engine, container, name);
    }
}
