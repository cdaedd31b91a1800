using System.Net;
using System.Threading.Channels;
using HandsOn.Workloads.Network;

namespace HandsOn.Cluster.Network.Transport;

/// <summary>A listening port: connections wait in its backlog until they are accepted.</summary>
internal sealed class VirtualListener(NetworkNamespace ports, PodAttachment owner, int port) : IVirtualListener
{
    private readonly Channel<VirtualConnection> backlog = Channel.CreateUnbounded<VirtualConnection>();

    public int Port { get; } = port;

    public PodAttachment Owner { get; } = owner;

    public async ValueTask<VirtualConnection?> AcceptAsync(CancellationToken cancellation = default)
    {
        while (await backlog.Reader.WaitToReadAsync(cancellation).ConfigureAwait(false))
            if (backlog.Reader.TryRead(out var connection)) return connection;
        return null;
    }

    public void Dispose()
    {
        if (!backlog.Writer.TryComplete()) return;
        ports.Close(this);
        while (backlog.Reader.TryRead(out var waiting)) ((VirtualStream)waiting.Stream).Reset();
    }

    /// <exception cref="NetworkException">The port has just been closed.</exception>
    internal Stream Connect(IPEndPoint remote)
    {
        var (client, server) = VirtualStream.Pair();
        Owner.Adopt(server);
        if (!backlog.Writer.TryWrite(new VirtualConnection(server, remote))) throw NetworkException.Refused();
        return client;
    }
}
