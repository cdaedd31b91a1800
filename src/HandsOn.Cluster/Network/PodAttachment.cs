using System.Net;
using HandsOn.Cluster.Network.Transport;
using HandsOn.Workloads.Network;
using HandsOn.Workloads.Network.Dns;

namespace HandsOn.Cluster.Network;

/// <summary>A pod on the network; owns its listeners and its ends of connections.</summary>
internal sealed class PodAttachment : IPodAttachment, IPodNetwork
{
    private readonly VirtualNetwork network;
    private readonly NetworkNamespace ports;
    private readonly PodNetworkSettings settings;
    private readonly DnsResolver resolver;
    private readonly Lock gate = new();
    private readonly HashSet<IDisposable> listening = [];
    private readonly Dictionary<Stream, Action> open = [];
    private bool gone;

    internal PodAttachment(VirtualNetwork network, NetworkNamespace ports, PodNetworkSettings settings)
    {
        this.network = network;
        this.ports = ports;
        this.settings = settings;
        Dns = new DnsSettings(settings.Nameservers, settings.Searches, settings.Ndots);
        resolver = new DnsResolver(Dns, settings.Hosts, network.Time, network.Random, (server, query, cancellation) =>
            ExchangeDatagramAsync(new IPEndPoint(server, DnsResolver.Port), query, cancellation));
    }

    public IPodNetwork Network => this;

    public IPAddress Address => ports.Address;

    /// <summary>The node that the pod runs on, for traffic policies that prefer or demand the own node.</summary>
    public IPAddress NodeAddress => settings.NodeAddress;

    public DnsSettings Dns { get; }

    public IVirtualListener Listen(int port) => Own(ports.Listen(port, this));

    public IDisposable ListenDatagrams(int port, Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask<ReadOnlyMemory<byte>?>> answer) =>
        Own(ports.ListenDatagrams(port, answer));

    public async ValueTask<Stream> ConnectAsync(string host, int port, CancellationToken cancellation = default)
    {
        NetworkException? failure = null;
        foreach (var address in await ResolveAsync(host, cancellation).ConfigureAwait(false))
        {
            try
            {
                return await network.ConnectAsync(this, new IPEndPoint(address, port), cancellation).ConfigureAwait(false);
            }
            catch (NetworkException refused)
            {
                failure = refused;
            }
        }
        throw failure ?? new NetworkException(NetworkFailure.NameNotFound);
    }

    public ValueTask<IReadOnlyList<IPAddress>> ResolveAsync(string name, CancellationToken cancellation = default) =>
        resolver.ResolveAsync(name, cancellation);

    public ValueTask<ReadOnlyMemory<byte>> ExchangeDatagramAsync(
        IPEndPoint destination, ReadOnlyMemory<byte> datagram, CancellationToken cancellation = default) =>
        network.ExchangeDatagramAsync(this, destination, datagram, cancellation);

    public void Dispose()
    {
        IDisposable[] listeners;
        Action[] ends;
        lock (gate)
        {
            if (gone) return;
            gone = true;
            listeners = [.. listening];
            ends = [.. open.Values];
        }
        network.Detach(this, ports, settings);
        foreach (var listener in listeners) listener.Dispose();
        foreach (var end in ends) end();
    }

    /// <summary>The pod's own ports, which it also reaches at 127.0.0.1.</summary>
    internal NetworkNamespace Ports => ports;

    /// <summary>Ties one end of a connection to the pod: it is reset when the pod goes.</summary>
    internal void Adopt(VirtualStream stream)
    {
        lock (gate)
            if (!gone) open[stream] = stream.Reset;
        stream.OnClosed(Forget);
        if (gone) stream.Reset();
    }

    /// <summary>Ties a connection that leads out of the virtual network to the pod.</summary>
    internal Stream AdoptOutside(Stream outside)
    {
        var bridged = new BridgedStream(outside, Forget);
        lock (gate)
            if (!gone) open[bridged] = bridged.Dispose;
        if (gone) bridged.Dispose();
        return bridged;
    }

    private void Forget(Stream closed)
    {
        lock (gate) open.Remove(closed);
    }

    private T Own<T>(T listener) where T : IDisposable
    {
        lock (gate)
        {
            if (!gone)
            {
                listening.Add(listener);
                return listener;
            }
        }
        listener.Dispose();
        throw new ObjectDisposedException(nameof(PodAttachment));
    }
}
