using System.Threading.Channels;
using HandsOn.Cluster.Api.Requests;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Cluster.Client;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Network.Services;

/// <summary>
/// kube-proxy, for all nodes at once: watches Services, EndpointSlices and Nodes and keeps the network's routing table. Changes
/// that come together make one new table.
/// </summary>
internal sealed class ServiceProxy : IAsyncDisposable
{
    public static readonly UserInfo Identity = UserInfo.Component("system:kube-proxy");

    private readonly Channel<bool> changed = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly InformerSet informers;
    private readonly Informer services;
    private readonly Informer nodes;
    private readonly ObjectIndex slices;
    private readonly TableRouter router;
    private readonly Task work;

    /// <summary>Begins to route; the Services that are there are routed when this returns.</summary>
    /// <param name="client">A client with the identity of <see cref="Identity"/>.</param>
    /// <param name="network">The network to route in.</param>
    public ServiceProxy(ApiClient client, VirtualNetwork network)
    {
        informers = new InformerSet(client);
        services = informers.For(ServiceKind.Resource);
        nodes = informers.For(NodeKind.Resource);
        var endpointSlices = informers.For(EndpointSliceKind.Resource);
        slices = endpointSlices.Index("service", slice => [$"{slice.Namespace}/{slice.Labels.String(WellKnownLabels.ServiceName)}"]);
        router = new TableRouter(network.Time, network.Random);
        foreach (var informer in (Informer[])[services, endpointSlices, nodes]) informer.OnChange(Note);
        Rebuild();
        network.Router = router;
        work = Task.Run(WorkAsync);
    }

    public async ValueTask DisposeAsync()
    {
        changed.Writer.TryComplete();
        await work.ConfigureAwait(false);
        await informers.DisposeAsync().ConfigureAwait(false);
    }

    private void Note(KubeObject? old, KubeObject? next)
    {
        if (!IsIrrelevant(old, next)) changed.Writer.TryWrite(true);
    }

    /// <summary>Nodes report every few seconds; only their addresses matter here.</summary>
    private static bool IsIrrelevant(KubeObject? old, KubeObject? next) =>
        next?.Kind == "Node" && old is not null && old.Status.List("addresses").Equals(next.Status.List("addresses"));

    private async Task WorkAsync()
    {
        await foreach (var _ in changed.Reader.ReadAllAsync().ConfigureAwait(false)) Rebuild();
    }

    private void Rebuild() => router.Table = RoutingTableBuilder.Build(services.Objects, slices, nodes.Objects);
}
