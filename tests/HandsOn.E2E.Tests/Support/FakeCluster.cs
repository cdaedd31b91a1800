using HandsOn.E2E.Api;
using HandsOn.E2E.Clusters;
using HandsOn.E2E.Clusters.Traits;
using HandsOn.E2E.Kubectl;
using HandsOn.E2E.Reporting;
using HandsOn.E2E.Versions;

namespace HandsOn.E2E.Tests.Support;

/// <summary>A provider whose clusters are no more than a <see cref="FakeApi"/>; it remembers whether they were taken away.</summary>
internal sealed class FakeProvider : IClusterProvider
{
    public string Name { get; init; } = "fake";

    /// <summary>The kubectl that its clusters bring; this machine's is used where there is none.</summary>
    public IKubectl? Kubectl { get; init; }

    public bool BringsKubectl => Kubectl is not null;

    public int StartsAhead { get; init; }

    /// <summary>The requests for which it has prepared.</summary>
    public List<ClusterRequest> Prepared { get; } = [];

    /// <summary>What preparing does besides.</summary>
    public Func<CancellationToken, Task> Preparing { get; set; } = _ => Task.CompletedTask;

    /// <summary>What it says that it has left behind.</summary>
    public Func<IReadOnlyList<string>> Left { get; set; } = () => [];

    /// <summary>A sentence about retries.</summary>
    public IReadOnlyDictionary<string, int> Retries { get; init; } = new Dictionary<string, int>();

    /// <summary>The wrapper that its clusters put around kubectl.</summary>
    public Func<IKubectl, IKubectl> Guard { get; init; } = kubectl => kubectl;

    /// <summary>How its clusters are taken away by hand, where they outlive the process.</summary>
    public string? Removal { get; init; }

    /// <summary>What taking a cluster away throws.</summary>
    public Exception? Stays { get; set; }

    public async Task PrepareAsync(ClusterRequest request, IRunProgress progress, CancellationToken cancellation = default)
    {
        lock (Prepared) Prepared.Add(request);
        await Preparing(cancellation);
    }

    public Task<IReadOnlyList<string>> LeftBehindAsync(ClusterRequest request, CancellationToken cancellation = default) => Task.FromResult(Left());

    public Task<KubernetesMinor> DefaultMinorAsync(ClusterRequest request, CancellationToken cancellation = default) => Task.FromResult(new KubernetesMinor(36));

    public IReadOnlyDictionary<string, int> RetriesOf(ClusterRequest request) => Retries;

    public FakeApi Api { get; } = new();

    public int Running { get; private set; }

    public Task<ICluster> StartAsync(ClusterRequest request, CancellationToken cancellation = default)
    {
        Running++;
        return Task.FromResult<ICluster>(new FakeCluster(this, request));
    }

    private sealed class FakeCluster(FakeProvider provider, ClusterRequest request) : ICluster
    {
        public string Provider => "fake";

        public string Version => $"v{request.Minor}.2";

        public string Kubeconfig => "kind: Config\n";

        public string? Removal => provider.Removal;

        public IApiClient Api => provider.Api.Client;

        public TimeSpan Patience => TimeSpan.FromMilliseconds(300);

        public ClusterTraits Traits { get; } = new() { System = SystemPods.Unknown, Revived = RevivedPod.OurOwn, Address = IngressAddress.Any };

        public Task<IKubectl?> KubectlAsync(WorkFolder folder, CancellationToken cancellation = default) => Task.FromResult(provider.Kubectl);

        public IKubectl Guarded(IKubectl kubectl) => provider.Guard(kubectl);

        public IApiClient ConnectAs(string token) => provider.Api.Client;

        public ValueTask<Uri> AddressAsync(string @namespace, string service, int port, CancellationToken cancellation = default) => new(new Uri("http://localhost"));

        public ValueTask DisposeAsync()
        {
            if (provider.Stays is not null) return ValueTask.FromException(provider.Stays);
            provider.Running--;
            return ValueTask.CompletedTask;
        }
    }
}
