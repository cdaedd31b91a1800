using System.Collections.Concurrent;
using System.Net;
using HandsOn.Cluster.Network.Services;
using HandsOn.Cluster.Network.Transport;
using HandsOn.Kubernetes.Naming;
using HandsOn.Workloads.Network;

namespace HandsOn.Cluster.Network;

/// <summary>
/// The cluster's network, in memory: a flat space of pod addresses, node addresses with their NodePorts, and the virtual
/// addresses of Services, which <see cref="Router"/> translates as kube-proxy's rules do.
/// </summary>
internal sealed class VirtualNetwork(TimeProvider time, IRandomSource random) : IPodNetworks
{
    private readonly ConcurrentDictionary<IPAddress, NetworkNamespace> namespaces = [];
    private readonly ConcurrentDictionary<IPAddress, bool> nodes = [];
    private readonly ConcurrentDictionary<IPEndPoint, Func<CancellationToken, ValueTask<Stream>>> bridges = [];
    private volatile ServiceRouter router = ServiceRouter.None;

    public TimeProvider Time { get; } = time;

    public IRandomSource Random { get; } = random;

    /// <summary>Translates Service addresses; set once by the proxy that watches Services.</summary>
    public ServiceRouter Router
    {
        get => router;
        set => router = value;
    }

    public IPodAttachment Attach(PodNetworkSettings settings)
    {
        nodes[settings.NodeAddress] = true;
        var address = settings.HostNetwork ? settings.NodeAddress : settings.Address;
        var ports = settings.HostNetwork
            ? namespaces.GetOrAdd(address, static at => new NetworkNamespace(at))
            : namespaces[address] = new NetworkNamespace(address);
        return new PodAttachment(this, ports, settings);
    }

    /// <summary>Makes something outside the virtual network (the API server) reachable at an address and port of it.</summary>
    public IDisposable Bridge(IPEndPoint at, Func<CancellationToken, ValueTask<Stream>> connect)
    {
        bridges[at] = connect;
        return new Removal(() => bridges.TryRemove(KeyValuePair.Create(at, connect)));
    }

    public ValueTask<Stream> ConnectFromNodeAsync(IPEndPoint destination, CancellationToken cancellation = default) =>
        ConnectAsync(new ConnectionSource(null, destination.Address), destination, null, cancellation);

    /// <summary>Connects from outside the cluster, through a node: what a load balancer or a NodePort's client does.</summary>
    /// <param name="node">The node that the traffic enters at; null for any that has an endpoint.</param>
    /// <param name="client">The client's address, for session affinity.</param>
    public ValueTask<Stream> ConnectFromOutsideAsync(
        IPAddress? node, IPAddress client, IPEndPoint destination, CancellationToken cancellation = default) =>
        ConnectAsync(new ConnectionSource(node, client, External: true), destination, null, cancellation);

    internal ValueTask<Stream> ConnectAsync(PodAttachment pod, IPEndPoint destination, CancellationToken cancellation) =>
        ConnectAsync(new ConnectionSource(pod.NodeAddress, pod.Address), destination, pod, cancellation);

    internal async ValueTask<ReadOnlyMemory<byte>> ExchangeDatagramAsync(
        PodAttachment pod, IPEndPoint destination, ReadOnlyMemory<byte> datagram, CancellationToken cancellation)
    {
        var source = new ConnectionSource(pod.NodeAddress, pod.Address);
        var target = Route(source, destination, TransportProtocol.Udp);
        var answer = await Namespace(target.Address, pod).Datagrams(target.Port).AnswerAsync(datagram, cancellation).ConfigureAwait(false);
        if (answer is { } reply) return reply;
        await Task.Delay(Timeout.InfiniteTimeSpan, Time, cancellation).ConfigureAwait(false);
        throw new NetworkException(NetworkFailure.TimedOut);
    }

    internal void Detach(PodAttachment pod, NetworkNamespace ports, PodNetworkSettings settings)
    {
        if (!settings.HostNetwork) namespaces.TryRemove(KeyValuePair.Create(pod.Address, ports));
    }

    private async ValueTask<Stream> ConnectAsync(
        ConnectionSource source, IPEndPoint destination, PodAttachment? pod, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var target = Route(source, destination, TransportProtocol.Tcp);
        if (bridges.TryGetValue(target, out var bridge))
        {
            var outside = await bridge(cancellation).ConfigureAwait(false);
            return pod?.AdoptOutside(outside) ?? outside;
        }
        var listener = Namespace(target.Address, pod).Listener(target.Port);
        var remote = pod?.Ports.EphemeralEndPoint() ?? new IPEndPoint(source.Client, 0);
        var stream = listener.Connect(remote);
        pod?.Adopt((VirtualStream)stream);
        return stream;
    }

    private IPEndPoint Route(ConnectionSource source, IPEndPoint destination, TransportProtocol protocol) =>
        Router.Route(source, destination, protocol) ?? destination;

    /// <exception cref="NetworkException">Nobody has that address; or a node has it, on which nothing listens.</exception>
    private NetworkNamespace Namespace(IPAddress address, PodAttachment? pod)
    {
        if (pod is not null && IPAddress.IsLoopback(address)) return pod.Ports;
        if (namespaces.TryGetValue(address, out var ports)) return ports;
        throw nodes.ContainsKey(address) ? NetworkException.Refused() : new NetworkException(NetworkFailure.NoRoute);
    }

    private sealed class Removal(Action remove) : IDisposable
    {
        public void Dispose() => remove();
    }
}
