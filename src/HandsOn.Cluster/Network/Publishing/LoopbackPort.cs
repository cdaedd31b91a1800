using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using HandsOn.Workloads.Network;

namespace HandsOn.Cluster.Network.Publishing;

/// <summary>A real port on 127.0.0.1 whose connections go on to a destination in the virtual network.</summary>
internal sealed class LoopbackPort : IAsyncDisposable
{
    private readonly VirtualNetwork network;
    private readonly IPEndPoint destination;
    private readonly TcpListener listener;
    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentDictionary<Task, bool> connections = [];
    private readonly Task accepting;

    private LoopbackPort(VirtualNetwork network, IPEndPoint destination, TcpListener listener, SocketError? refusal)
    {
        (this.network, this.destination, this.listener, Refusal) = (network, destination, listener, refusal);
        accepting = Task.Run(AcceptAsync);
    }

    public IPEndPoint Address => (IPEndPoint)listener.LocalEndpoint;

    /// <summary>The reason why this is not the wanted port; null where it is, or where any port was wanted.</summary>
    public SocketError? Refusal { get; }

    /// <summary>Opens the wanted port, or, where it is 0 or in use or not allowed, any free one.</summary>
    public static LoopbackPort Open(VirtualNetwork network, IPEndPoint destination, int wanted)
    {
        SocketError? refusal = null;
        var listener = wanted > 0 ? TryListen(wanted, out refusal) : null;
        listener ??= TryListen(0, out _) ?? throw new IOException("no loopback port is free");
        return new(network, destination, listener, refusal);
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync().ConfigureAwait(false);
        listener.Stop();
        await accepting.ConfigureAwait(false);
        await Task.WhenAll(connections.Keys).ConfigureAwait(false);
        listener.Dispose();
        stopping.Dispose();
    }

    private static TcpListener? TryListen(int port, out SocketError? refusal)
    {
        var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            refusal = null;
            return listener;
        }
        catch (SocketException refused)
        {
            listener.Dispose();
            refusal = refused.SocketErrorCode;
            return null;
        }
    }

    private async Task AcceptAsync()
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                var serving = ServeAsync(await listener.AcceptSocketAsync(stopping.Token).ConfigureAwait(false));
                connections[serving] = true;
                _ = serving.ContinueWith(done => connections.TryRemove(done, out var _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            }
            catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // The port closes, or a client left before it was accepted.
            }
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        socket.NoDelay = true;
        await using var outside = new NetworkStream(socket, ownsSocket: true);
        try
        {
            var client = ((IPEndPoint)socket.RemoteEndPoint!).Address;
            await using var inside = await network.ConnectFromOutsideAsync(null, client, destination, stopping.Token).ConfigureAwait(false);
            await StreamSplice.RunAsync(outside, inside, stopping.Token).ConfigureAwait(false);
        }
        catch (Exception refused) when (refused is IOException or SocketException or OperationCanceledException)
        {
            // The client sees a reset, as from a load balancer without a backend.
            socket.LingerState = new LingerOption(true, 0);
        }
    }
}
