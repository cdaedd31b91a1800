using System.Buffers;
using System.IO.Pipelines;
using System.Net.WebSockets;
using HandsOn.Cluster.Server.Streams.RemoteCommand;
using HandsOn.Kubernetes.Json;

namespace HandsOn.Cluster.Server.Streams.WebSockets;

/// <summary>
/// The channels of <c>v5.channel.k8s.io</c> and its elders: every message begins with the number of its channel
/// (staging/src/k8s.io/streaming/pkg/httpstream/wsstream/conn.go).
/// </summary>
internal sealed class ChannelSession : IRemoteSession
{
    public static readonly string[] Protocols = [V5, "v4.channel.k8s.io", "channel.k8s.io"];

    private const string V5 = "v5.channel.k8s.io";
    private const byte InputChannel = 0;
    private const byte OutputChannel = 1;
    private const byte ErrorChannel = 2;
    private const byte StatusChannel = 3;
    private const byte CloseSignal = 255;
    private const int ReceiveSize = 32 * 1024;

    private readonly WebSocket socket;
    private readonly Pipe input = new();
    private readonly SemaphoreSlim sending = new(1, 1);
    private readonly CancellationTokenSource closed;
    private readonly bool hasCloseSignal;
    private Task receiving = Task.CompletedTask;

    private ChannelSession(WebSocket socket, string protocol, CommandOptions options, CancellationToken aborted)
    {
        this.socket = socket;
        hasCloseSignal = protocol == V5;
        closed = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        Streams = new ExecStreams(
            options.Input ? input.Reader.AsStream() : null, options.Output ? Channel(OutputChannel) : null, options.Error ? Channel(ErrorChannel) : null, options.Tty);
    }

    public ExecStreams Streams { get; }

    public CancellationToken Closed => closed.Token;

    public static ChannelSession Start(WebSocket socket, string protocol, CommandOptions options, CancellationToken aborted)
    {
        var session = new ChannelSession(socket, protocol, options, aborted);
        session.receiving = session.ReceiveAsync(options);
        return session;
    }

    public async Task FinishAsync(JsonMap status)
    {
        try
        {
            await SendAsync(StatusChannel, JsonText.ToUtf8(status), Closed).ConfigureAwait(false);
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", Closed).ConfigureAwait(false);
            await receiving.ConfigureAwait(false);
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException or IOException)
        {
            // The client has left without waiting for the end.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await closed.CancelAsync().ConfigureAwait(false);
        socket.Abort();
        await receiving.ConfigureAwait(false);
        socket.Dispose();
        sending.Dispose();
        closed.Dispose();
    }

    private WriteStream Channel(byte channel) => new((data, cancellation) => SendAsync(channel, data, cancellation));

    private async Task ReceiveAsync(CommandOptions options)
    {
        try
        {
            // An empty message tells the client that the connection stands.
            await SendAsync(options.Output ? OutputChannel : options.Error ? ErrorChannel : StatusChannel, default, Closed).ConfigureAwait(false);
            var buffer = new byte[ReceiveSize];
            byte? channel = null;
            while (true)
            {
                var read = await socket.ReceiveAsync(buffer.AsMemory(), Closed).ConfigureAwait(false);
                if (read.MessageType == WebSocketMessageType.Close) break;
                var data = buffer.AsMemory(0, read.Count);
                if (channel is null && data.Length > 0)
                {
                    channel = data.Span[0];
                    data = data[1..];
                }
                await TakeAsync(channel, data).ConfigureAwait(false);
                if (read.EndOfMessage) channel = null;
            }
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException or IOException)
        {
            // The client has left: the command hears it through the token.
        }
        await input.Writer.CompleteAsync().ConfigureAwait(false);
        await closed.CancelAsync().ConfigureAwait(false);
    }

    private async ValueTask TakeAsync(byte? channel, ReadOnlyMemory<byte> data)
    {
        if (channel == InputChannel && data.Length > 0) await input.Writer.WriteAsync(data, Closed).ConfigureAwait(false);
        else if (channel == CloseSignal && hasCloseSignal && data.Span.Contains(InputChannel)) await input.Writer.CompleteAsync().ConfigureAwait(false);
    }

    private async ValueTask SendAsync(byte channel, ReadOnlyMemory<byte> data, CancellationToken cancellation)
    {
        var message = ArrayPool<byte>.Shared.Rent(data.Length + 1);
        message[0] = channel;
        data.CopyTo(message.AsMemory(1));
        await sending.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            await socket.SendAsync(message.AsMemory(0, data.Length + 1), WebSocketMessageType.Binary, endOfMessage: true, cancellation).ConfigureAwait(false);
        }
        finally
        {
            sending.Release();
            ArrayPool<byte>.Shared.Return(message);
        }
    }
}
