using HandsOn.E2E.Api;
using HandsOn.E2E.Clusters;
using HandsOn.E2E.Clusters.Traits;
using HandsOn.E2E.Versions;

namespace HandsOn.E2E.Tests.Support;

/// <summary>A provider whose clusters are no more than a <see cref="FakeApi"/>; it remembers whether they were taken away.</summary>
internal sealed class FakeProvider : IClusterProvider
{
    public string Name => "fake";

    public Task<KubernetesMinor> DefaultMinorAsync(ClusterRequest request, CancellationToken cancellation = default) => Task.FromResult(new KubernetesMinor(36));

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

        public ApiClient Api => provider.Api.Client;

        public TimeSpan Patience => TimeSpan.FromMilliseconds(300);

        public ClusterTraits Traits { get; } = new() { System = SystemPods.Unknown, Revived = RevivedPod.OurOwn, Address = IngressAddress.Any };

        public ApiClient ConnectAs(string token) => provider.Api.Client;

        public ValueTask<Uri> AddressAsync(string @namespace, string service, int port, CancellationToken cancellation = default) => new(new Uri("http://localhost"));

        public ValueTask DisposeAsync()
        {
            provider.Running--;
            return ValueTask.CompletedTask;
        }
    }
}
