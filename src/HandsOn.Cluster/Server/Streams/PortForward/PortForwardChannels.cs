using System.Buffers.Binary;
using System.Globalization;
using System.IO.Pipelines;
using System.Net.WebSockets;
using System.Text;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Server.Streams.PortForward;

/// <summary>
/// <c>v4.channel.k8s.io</c>, as client libraries forward ports: every message begins with the number of its channel, of which each port of
/// the query has two, data and error; the port itself is the first message of both
/// (staging/src/k8s.io/cri-streaming/pkg/streaming/portforward/websocket.go).
/// </summary>
internal sealed class PortForwardChannels(WebSocket socket, IReadOnlyList<int> ports, CancellationToken aborted) : IAsyncDisposable
{
    public const string Protocol = "v4.channel.k8s.io";

    private const int MostPorts = 127;
    private const int ReceiveSize = 32 * 1024;

    private readonly SemaphoreSlim sending = new(1, 1);
    private readonly CancellationTokenSource closed = CancellationTokenSource.CreateLinkedTokenSource(aborted);
    private readonly Pipe[] inputs = [.. ports.Select(_ => new Pipe())];

    /// <exception cref="StatusException">400: the query names no port, or something that is none.</exception>
    public static IReadOnlyList<int> PortsOf(IReadOnlyList<string> query)
    {
        if (query.Count == 0) throw StatusErrors.BadRequest("query parameter \"ports\" is required");
        var ports = query.SelectMany(q => q.Split(',')).Select(p => int.TryParse(p, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= ushort.MaxValue
            ? port
            : throw StatusErrors.BadRequest($"unable to parse \"{p}\" as a port")).ToList();
        return ports.Count <= MostPorts ? ports : throw StatusErrors.BadRequest("too many ports");
    }

    /// <summary>Forwards until the client leaves or every port's connection has ended.</summary>
    public async Task RunAsync(KubeObject pod, IKubeletApi kubelet)
    {
        var receiving = ReceiveAsync();
        await Task.WhenAll(ports.Select((port, i) => ForwardAsync(pod, kubelet, port, i))).ConfigureAwait(false);
        await SayAsync(() => new(socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", closed.Token))).ConfigureAwait(false);
        await closed.CancelAsync().ConfigureAwait(false);
        await receiving.ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await closed.CancelAsync().ConfigureAwait(false);
        socket.Abort();
        socket.Dispose();
        sending.Dispose();
        closed.Dispose();
    }

    private async Task ForwardAsync(KubeObject pod, IKubeletApi kubelet, int port, int index)
    {
        var (data, errors) = ((byte)(2 * index), (byte)(2 * index + 1));
        try
        {
            var number = new byte[sizeof(ushort)];
            BinaryPrimitives.WriteUInt16LittleEndian(number, (ushort)port);
            await SendAsync(data, number, closed.Token).ConfigureAwait(false);
            await SendAsync(errors, number, closed.Token).ConfigureAwait(false);
            await using var connection = await kubelet.ConnectAsync(pod, port, closed.Token).ConfigureAwait(false);
            using var end = CancellationTokenSource.CreateLinkedTokenSource(closed.Token);
            var up = inputs[index].Reader.CopyToAsync(connection, end.Token);
            await connection.CopyToAsync(new WriteStream((bytes, token) => SendAsync(data, bytes, token)), end.Token).ConfigureAwait(false);
            await end.CancelAsync().ConfigureAwait(false);
            await up.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        catch (IOException refused) when (!closed.IsCancellationRequested)
        {
            var message = Encoding.UTF8.GetBytes($"error forwarding port {port} to pod {pod.Uid}, uid : {refused.Message}");
            await SayAsync(() => SendAsync(errors, message, closed.Token)).ConfigureAwait(false);
        }
        catch (Exception gone) when (gone is IOException or WebSocketException or OperationCanceledException)
        {
            // The client has left.
        }
    }

    // Whoever has left is not told.
    private static async Task SayAsync(Func<ValueTask> say)
    {
        try
        {
            await say().ConfigureAwait(false);
        }
        catch (Exception gone) when (gone is IOException or WebSocketException or OperationCanceledException)
        {
            // Nobody is there to be told.
        }
    }

    private async Task ReceiveAsync()
    {
        try
        {
            var buffer = new byte[ReceiveSize];
            byte? channel = null;
            while (true)
            {
                var read = await socket.ReceiveAsync(buffer.AsMemory(), closed.Token).ConfigureAwait(false);
                if (read.MessageType == WebSocketMessageType.Close) break;
                var data = buffer.AsMemory(0, read.Count);
                if (channel is null && data.Length > 0)
                {
                    channel = data.Span[0];
                    data = data[1..];
                }
                // Nothing is read from error channels.
                if (channel is { } number && number % 2 == 0 && number / 2 < inputs.Length) await inputs[number / 2].Writer.WriteAsync(data, closed.Token).ConfigureAwait(false);
                if (read.EndOfMessage) channel = null;
            }
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException or IOException)
        {
            // The client has left, or everything has been forwarded.
        }
        await closed.CancelAsync().ConfigureAwait(false);
    }

    private async ValueTask SendAsync(byte channel, ReadOnlyMemory<byte> data, CancellationToken cancellation)
    {
        var message = new byte[data.Length + 1];
        message[0] = channel;
        data.CopyTo(message.AsMemory(1));
        await sending.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            await socket.SendAsync(message.AsMemory(), WebSocketMessageType.Binary, endOfMessage: true, cancellation).ConfigureAwait(false);
        }
        finally
        {
            sending.Release();
        }
    }
}
