using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using HandsOn.E2E.Clusters;

namespace HandsOn.E2E.RealClusters.Kubeconfigs.Addresses;

/// <summary>
/// A port on loopback whose connections the API server takes to a pod, as client libraries do it (<c>v4.channel.k8s.io</c>: every message begins with the number of its
/// channel, 0 for data and 1 for errors; the first message of each is the port). For every connection the pod is chosen anew.
/// </summary>
internal sealed class PortForwarder : IAsyncDisposable
{
    public const string Protocol = "v4.channel.k8s.io";

    private const byte Data = 0;
    private const int PortLength = 2;
    private const int BufferSize = 32 * 1024;

    private readonly Func<CancellationToken, Task<WebSocket?>> open;
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentDictionary<Task, bool> connections = [];
    private readonly Task accepting;

    /// <summary>Opens the port.</summary>
    /// <param name="open">Opens the way to a pod that is ready; <see langword="null"/> where there is none.</param>
    public PortForwarder(Func<CancellationToken, Task<WebSocket?>> open)
    {
        this.open = open;
        listener.Start();
        accepting = AcceptAsync();
    }

    public IPEndPoint Address => (IPEndPoint)listener.LocalEndpoint;

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Stop();
        await accepting;
        await Task.WhenAll(connections.Keys);
        listener.Dispose();
        stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                var serving = ServeAsync(await listener.AcceptSocketAsync(stopping.Token));
                connections[serving] = true;
                _ = serving.ContinueWith(done => connections.TryRemove(done, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            }
            catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // The port closes, or a client left before it was accepted.
            }
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        await using var client = new NetworkStream(socket, ownsSocket: true);
        socket.NoDelay = true;
        try
        {
            using var pod = await open(stopping.Token) ?? throw new IOException("no pod is ready");
            using var end = CancellationTokenSource.CreateLinkedTokenSource(stopping.Token);
            var (up, down) = (UpAsync(client, pod, end.Token), DownAsync(client, pod, end.Token));
            await (await Task.WhenAny(up, down));
            await end.CancelAsync();
            await Task.WhenAll(up, down).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        catch (Exception refused) when (refused is IOException or SocketException or WebSocketException or HttpRequestException or ClusterException or Kubernetes.Errors.StatusException or OperationCanceledException)
        {
            // The client sees a reset, as from a load balancer without a backend.
            socket.LingerState = new(true, 0);
        }
    }

    private static async Task UpAsync(NetworkStream client, WebSocket pod, CancellationToken end)
    {
        var buffer = new byte[BufferSize];
        buffer[0] = Data;
        while (await client.ReadAsync(buffer.AsMemory(1), end) is var read and > 0)
            await pod.SendAsync(buffer.AsMemory(0, read + 1), WebSocketMessageType.Binary, endOfMessage: true, end);
    }

    private static async Task DownAsync(NetworkStream client, WebSocket pod, CancellationToken end)
    {
        var buffer = new byte[BufferSize];
        byte? channel = null;
        var heard = new int[2];
        while (await pod.ReceiveAsync(buffer.AsMemory(), end) is { MessageType: not WebSocketMessageType.Close } read)
        {
            var message = buffer.AsMemory(0, read.Count);
            if (channel is null && message.Length > 0) (channel, message) = (message.Span[0], message[1..]);
            if (channel is <= 1)
            {
                var rest = message[Math.Min(message.Length, Math.Max(0, PortLength - heard[channel.Value]))..];
                heard[channel.Value] += message.Length;
                if (rest.Length > 0 && channel == Data) await client.WriteAsync(rest, end);
                else if (rest.Length > 0) throw new IOException("the pod does not listen on that port");
            }
            if (read.EndOfMessage) channel = null;
        }
    }
}
