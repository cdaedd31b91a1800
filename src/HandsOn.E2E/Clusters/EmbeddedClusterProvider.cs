using HandsOn.Cluster.Hosting;
using HandsOn.E2E.Api;
using HandsOn.E2E.Clusters.Traits;
using HandsOn.E2E.Versions;
using HandsOn.Kubernetes.Versions;

namespace HandsOn.E2E.Clusters;

/// <summary>Clusters inside this process: a simulator that needs nothing but .NET.</summary>
/// <param name="time">The clock of the clusters.</param>
public sealed class EmbeddedClusterProvider(TimeProvider time) : IClusterProvider
{
    private static readonly KubernetesMinor Default = new(KubernetesRelease.DefaultMinor);

    /// <inheritdoc/>
    public string Name => "embedded";

    /// <inheritdoc/>
    public Task<KubernetesMinor> DefaultMinorAsync(ClusterRequest request, CancellationToken cancellation = default) => Task.FromResult(Default);

    /// <inheritdoc/>
    public Task<string?> WhyNotAsync(ClusterRequest request, CancellationToken cancellation = default) =>
        Task.FromResult(WhyNot(request) ?? IngressSettings.WhyNot(request.IngressClass, request.Minor ?? Default, [IngressSettings.DefaultClass]));

    /// <inheritdoc/>
    public async Task<ICluster> StartAsync(ClusterRequest request, CancellationToken cancellation = default)
    {
        var minor = request.Minor ?? Default;
        if (WhyNot(request) is { } reason) throw new ClusterException(reason);
        try
        {
            return new Running(await EmbeddedCluster.StartAsync(new EmbeddedClusterOptions { Minor = minor.Number, Nodes = request.Nodes, Time = time }, cancellation), time);
        }
        catch (TimeoutException notReady)
        {
            throw new ClusterException(notReady.Message, notReady);
        }
    }

    private static string? WhyNot(ClusterRequest request)
    {
        var minor = request.Minor ?? Default;
        if (KubernetesRelease.All.FirstOrDefault(r => r.Minor == minor.Number)?.GitVersion is not { } played)
            return $"the embedded cluster plays Kubernetes 1.{KubernetesRelease.OldestMinor} to 1.{KubernetesRelease.NewestMinor}, not {minor}";
        return request.Release is { } release && release.TrimStart('v') != played.TrimStart('v')
            ? $"of Kubernetes {minor} the embedded cluster plays {played} and no other release, not {release}"
            : null;
    }

    private sealed class Running(EmbeddedCluster cluster, TimeProvider time) : ICluster
    {
        public string Provider => "embedded";

        public string Version => cluster.Release.GitVersion;

        public string Kubeconfig => cluster.Kubeconfig;

        public IApiClient Api { get; } = E2E.Api.Kubeconfig.Parse(cluster.Kubeconfig).Connect();

        // Nothing is pulled and nothing boots: what has not come after this time will not come.
        public TimeSpan Patience => TimeSpan.FromSeconds(20);

        public IReadOnlyList<string> UnverifiedImages => cluster.UnverifiedImages;

        public ClusterTraits Traits { get; } = new() { System = SystemPods.EachComponent, Revived = RevivedPod.StaticPod, Address = IngressAddress.ThisMachine };

        public IApiClient ConnectAs(string token) => E2E.Api.Kubeconfig.Parse(Kubeconfig).ConnectAs(token);

        public async ValueTask<Uri> AddressAsync(string @namespace, string service, int port, CancellationToken cancellation = default)
        {
            await PublishedTypes.EnsureAsync(Api, @namespace, service, port, cancellation);
            using var deadline = new CancellationTokenSource(Patience, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
            try
            {
                return new($"http://{await cluster.Published.WaitAsync(@namespace, service, port, either.Token)}");
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                throw PublishedTypes.Refusal(@namespace, service, port);
            }
        }

        public async ValueTask DisposeAsync()
        {
            Api.Dispose();
            await cluster.DisposeAsync();
        }
    }
}
