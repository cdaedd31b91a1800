using System.Globalization;
using System.Net;
using HandsOn.Cluster.Api.Requests;
using HandsOn.Cluster.Client;
using HandsOn.Cluster.Hosting.Bootstrap;
using HandsOn.Cluster.Network;
using HandsOn.Cluster.Network.Publishing;
using HandsOn.Cluster.Network.Services;
using HandsOn.Kubernetes.Naming;
using HandsOn.Kubernetes.Versions;
using HandsOn.Workloads.Catalog;

namespace HandsOn.Cluster.Hosting;

/// <summary>
/// A Kubernetes-compatible cluster inside this process: API server on loopback, controllers, scheduler, simulated nodes, DNS
/// and Services. It is a simulator; docs/deviations.md says what it cannot prove. Dispose it, and nothing of it is left.
/// </summary>
/// <example><code>
/// await using var cluster = await EmbeddedCluster.StartAsync(new EmbeddedClusterOptions { Minor = 36 });
/// await File.WriteAllTextAsync("kubeconfig", cluster.Kubeconfig);   // any kubectl works with it
/// </code></example>
public sealed class EmbeddedCluster : IAsyncDisposable
{
    private readonly EmbeddedClusterOptions options;
    private readonly SeededRandomSource random;
    private readonly ImageCatalog images;
    private readonly ClusterLog log = new();
    private readonly Stack<IAsyncDisposable> running = new();

    private EmbeddedCluster(EmbeddedClusterOptions options)
    {
        this.options = options;
        random = new SeededRandomSource(options.Seed);
        Release = KubernetesRelease.Of(options.Minor);
        images = new ImageCatalog(options.Minor);
    }

    /// <summary>The release that the cluster plays.</summary>
    public KubernetesRelease Release { get; }

    /// <summary>The address of the API server: <c>https://127.0.0.1:PORT</c>.</summary>
    public Uri Server { get; private set; } = null!;

    /// <summary>The kubeconfig of an administrator, with the contexts <c>docker-desktop</c> and <c>docker-for-desktop</c>.</summary>
    public string Kubeconfig { get; private set; } = "";

    /// <summary>The Services of type LoadBalancer and NodePort, and where this machine reaches them.</summary>
    public PublishedEndpoints Published { get; } = new();

    /// <summary>Images that ran without anybody knowing what they are, as opaque containers: the cluster proves nothing about them.</summary>
    public IReadOnlyList<string> UnverifiedImages => images.Unverified;

    /// <summary>Starts a cluster and waits until it can be used: nodes ready, names resolving, service account there.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The minor is not supported.</exception>
    /// <exception cref="IOException">The port is taken.</exception>
    /// <exception cref="TimeoutException">Something did not come up within <see cref="EmbeddedClusterOptions.Patience"/>: one sentence says what.</exception>
    public static async Task<EmbeddedCluster> StartAsync(EmbeddedClusterOptions options, CancellationToken cancellation = default)
    {
        var cluster = new EmbeddedCluster(options);
        try
        {
            await cluster.StartPartsAsync(cancellation).ConfigureAwait(false);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Stops everything, in the reverse order of the start.</summary>
    public async ValueTask DisposeAsync()
    {
        while (running.TryPop(out var part)) await part.DisposeAsync().ConfigureAwait(false);
    }

    private async Task StartPartsAsync(CancellationToken cancellation)
    {
        var network = new VirtualNetwork(options.Time, random);
        options.Images(images);
        ControlPlane? plane = null;
        Keep(new ControlPlaneComponents(() => plane!, options.Time, random, log)).MapTo(images, Release);
        var nodes = new NodeAgents(options, images, network, random);
        var controlPlane = plane = Keep(await ControlPlane.StartAsync(options, random, new ServiceDialer(network), nodes, FirstObjects(), cancellation).ConfigureAwait(false));
        Server = controlPlane.Address;
        Kubeconfig = Hosting.Kubeconfig.Of(controlPlane.Address, controlPlane.Authority);
        network.BridgeToLoopback(new IPEndPoint(NodeAgents.AddressOf(0), KubernetesService.ServerPort), Server.Port);
        Keep(new ServiceProxy(controlPlane.Client(ServiceProxy.Identity, "kube-proxy"), network));
        await Keep(nodes).StartAsync(controlPlane).ConfigureAwait(false);
        StartPublisher(controlPlane, network);
        var readiness = new Readiness(Keep(new InformerSet(controlPlane.Client(UserInfo.Loopback, "readiness"))), options.Nodes, options.Minor);
        using var patience = new CancellationTokenSource(options.Patience, options.Time);
        nodes.RunStaticPods(StaticPods.Manifests(Release, NodeAgents.AddressOf(0)));
        await WaitAsync(readiness, patience.Token, cancellation).ConfigureAwait(false);
    }

    private async Task WaitAsync(Readiness readiness, CancellationToken patience, CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience, cancellation);
        try
        {
            await readiness.WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new TimeoutException(string.Create(
                CultureInfo.InvariantCulture,
                $"the embedded cluster {Release.GitVersion} is not ready after {options.Patience.TotalSeconds} s: {string.Join(", ", readiness.Missing())}"));
        }
    }

    private void StartPublisher(ControlPlane controlPlane, VirtualNetwork network)
    {
        var client = controlPlane.Client(ServicePublisher.Identity, "service-controller");
        var informers = Keep(new InformerSet(client, log));
        var events = new EventRecorder(client, options.Time, "service-controller", log: log);
        var context = new ComponentContext(client, informers, events, options.Time, random) { Log = log };
        Keep(new ServicePublisher(context, network, Published, options.PublishOnServicePorts)).Start();
    }

    private IEnumerable<BootstrapObject> FirstObjects() =>
        KubernetesService.Objects(NodeAgents.AddressOf(0)).Concat(CoreDnsAddon.Objects(Release)).Concat(KubeProxyAddon.Objects(Release));

    private T Keep<T>(T part)
        where T : IAsyncDisposable
    {
        running.Push(part);
        return part;
    }
}
