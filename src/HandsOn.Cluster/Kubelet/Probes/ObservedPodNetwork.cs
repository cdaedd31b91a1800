using System.Collections.Immutable;
using System.Net;
using HandsOn.Workloads.Network;

namespace HandsOn.Cluster.Kubelet;

/// <summary>A pod's network that tells the kubelet when its containers begin to listen.</summary>
internal sealed class ObservedPodNetwork(IPodNetwork network, Action<int> opened) : IPodNetwork
{
    private ImmutableHashSet<int> ports = [];

    public IPAddress Address => network.Address;

    public DnsSettings Dns => network.Dns;

    public bool IsListening(int port) => Volatile.Read(ref ports).Contains(port);

    public IVirtualListener Listen(int port)
    {
        var listener = network.Listen(port);
        ImmutableInterlocked.Update(ref ports, p => p.Add(port));
        opened(port);
        return new ObservedListener(listener, () => ImmutableInterlocked.Update(ref ports, p => p.Remove(port)));
    }

    public ValueTask<Stream> ConnectAsync(string host, int port, CancellationToken cancellation = default) =>
        network.ConnectAsync(host, port, cancellation);

    public ValueTask<IReadOnlyList<IPAddress>> ResolveAsync(string name, CancellationToken cancellation = default) =>
        network.ResolveAsync(name, cancellation);

    public IDisposable ListenDatagrams(int port, Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask<ReadOnlyMemory<byte>?>> answer) =>
        network.ListenDatagrams(port, answer);

    public ValueTask<ReadOnlyMemory<byte>> ExchangeDatagramAsync(IPEndPoint destination, ReadOnlyMemory<byte> datagram, CancellationToken cancellation = default) =>
        network.ExchangeDatagramAsync(destination, datagram, cancellation);

    private sealed class ObservedListener(IVirtualListener listener, Action closed) : IVirtualListener
    {
        public int Port => listener.Port;

        public ValueTask<VirtualConnection?> AcceptAsync(CancellationToken cancellation = default) => listener.AcceptAsync(cancellation);

        public void Dispose()
        {
            closed();
            listener.Dispose();
        }
    }
}
