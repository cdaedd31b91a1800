using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Threading.Channels;

namespace HandsOn.Cluster.Server.Streams.Spdy;

/// <summary>
/// The server's end of SPDY/3.1, as far as Kubernetes clients use it: streams that the client opens, data both ways, ping. They know
/// no flow control (github.com/moby/spdystream).
/// </summary>
internal sealed class SpdyConnection(Stream transport) : IAsyncDisposable
{
    private const int HeaderLength = 8;
    private const int LargestFrame = 1 << 20;
    private const byte Finished = 1;

    private readonly Inflater inflater = new(SpdyDictionary.Bytes);
    private readonly ConcurrentDictionary<int, SpdyStream> streams = [];
    private readonly Channel<SpdyStream> opened = Channel.CreateUnbounded<SpdyStream>();
    private readonly SemaphoreSlim sending = new(1, 1);
    private readonly CancellationTokenSource closed = new();
    private bool hasReplied;
    private Task receiving = Task.CompletedTask;

    /// <summary>The streams, as the client opens them; completes when the client has gone.</summary>
    public ChannelReader<SpdyStream> Opened => opened.Reader;

    /// <summary>Cancelled when the client has gone.</summary>
    public CancellationToken Closed => closed.Token;

    public void Start() => receiving = ReceiveAsync();

    public ValueTask SendDataAsync(int stream, ReadOnlyMemory<byte> data, bool finishes, CancellationToken cancellation)
    {
        var frame = new byte[HeaderLength + data.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame, stream);
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(4), data.Length);
        if (finishes) frame[4] = Finished;
        data.CopyTo(frame.AsMemory(HeaderLength));
        return SendAsync(frame, cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await closed.CancelAsync().ConfigureAwait(false);
        await transport.DisposeAsync().ConfigureAwait(false);
        await receiving.ConfigureAwait(false);
        sending.Dispose();
        closed.Dispose();
    }

    private async Task ReceiveAsync()
    {
        try
        {
            var header = new byte[HeaderLength];
            while (true)
            {
                await transport.ReadExactlyAsync(header, Closed).ConfigureAwait(false);
                var length = BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4)) & 0xffffff;
                if (length > LargestFrame) throw new InvalidDataException("a SPDY frame is too large");
                var payload = new byte[length];
                await transport.ReadExactlyAsync(payload, Closed).ConfigureAwait(false);
                await TakeAsync(header, payload).ConfigureAwait(false);
            }
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException or ObjectDisposedException or InvalidDataException or System.Net.WebSockets.WebSocketException)
        {
            // The client has left, or speaks something else.
        }
        opened.Writer.TryComplete();
        foreach (var stream in streams.Values) await stream.EndAsync().ConfigureAwait(false);
        await closed.CancelAsync().ConfigureAwait(false);
    }

    private async ValueTask TakeAsync(byte[] header, byte[] payload)
    {
        var isLast = (header[4] & Finished) != 0;
        if ((header[0] & 0x80) == 0)
        {
            if (streams.TryGetValue(Number(header), out var stream)) await stream.ReceiveAsync(payload, isLast, Closed).ConfigureAwait(false);
            return;
        }
        switch ((FrameType)header[3])
        {
            case FrameType.SynStream: await OpenAsync(payload, isLast).ConfigureAwait(false); break;
            case FrameType.RstStream:
                if (streams.TryRemove(Number(payload), out var reset)) await reset.EndAsync().ConfigureAwait(false);
                break;
            case FrameType.Headers: inflater.Expand(payload.AsSpan(4)); break;
            case FrameType.Ping: await SendAsync([.. header, .. payload], Closed).ConfigureAwait(false); break;
        }
    }

    private async ValueTask OpenAsync(byte[] payload, bool isLast)
    {
        var id = Number(payload);
        var stream = new SpdyStream(this, id, HeaderBlock.Parse(inflater.Expand(payload.AsSpan(10))));
        streams[id] = stream;
        var block = HeaderBlock.Empty(!hasReplied);
        hasReplied = true;
        var reply = new byte[HeaderLength + 4 + block.Length];
        reply[0] = 0x80;
        reply[1] = 3;
        reply[3] = (byte)FrameType.SynReply;
        BinaryPrimitives.WriteInt32BigEndian(reply.AsSpan(4), 4 + block.Length);
        BinaryPrimitives.WriteInt32BigEndian(reply.AsSpan(8), id);
        block.CopyTo(reply, HeaderLength + 4);
        await SendAsync(reply, Closed).ConfigureAwait(false);
        if (isLast) await stream.EndAsync().ConfigureAwait(false);
        opened.Writer.TryWrite(stream);
    }

    private async ValueTask SendAsync(byte[] frame, CancellationToken cancellation)
    {
        await sending.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            await transport.WriteAsync(frame, cancellation).ConfigureAwait(false);
            await transport.FlushAsync(cancellation).ConfigureAwait(false);
        }
        finally
        {
            sending.Release();
        }
    }

    private static int Number(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadInt32BigEndian(bytes) & int.MaxValue;

    private enum FrameType : byte
    {
        SynStream = 1,
        SynReply = 2,
        RstStream = 3,
        Ping = 6,
        Headers = 8,
    }
}
