using System.IO.Pipelines;

namespace HandsOn.Cluster.Server.Streams.Spdy;

/// <summary>One of the streams that a client has opened on a SPDY connection.</summary>
internal sealed class SpdyStream
{
    private readonly Pipe received = new();
    private readonly SpdyConnection connection;
    private bool isFinished;

    public SpdyStream(SpdyConnection connection, int id, IReadOnlyDictionary<string, string> headers)
    {
        this.connection = connection;
        Id = id;
        Headers = headers;
        Output = new WriteStream((data, cancellation) => connection.SendDataAsync(id, data, finishes: false, cancellation));
        Input = received.Reader.AsStream();
    }

    public int Id { get; }

    public IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary><c>stdin</c>, <c>stdout</c>, <c>stderr</c>, <c>error</c>, <c>resize</c> or <c>data</c>.</summary>
    public string Type => Headers.GetValueOrDefault("streamtype", "");

    /// <summary>What the client sends.</summary>
    public Stream Input { get; }

    /// <summary>What the client gets.</summary>
    public Stream Output { get; }

    /// <summary>Says that no more will be sent.</summary>
    public async ValueTask FinishAsync(CancellationToken cancellation)
    {
        if (isFinished) return;
        isFinished = true;
        await connection.SendDataAsync(Id, default, finishes: true, cancellation).ConfigureAwait(false);
    }

    internal async ValueTask ReceiveAsync(ReadOnlyMemory<byte> data, bool isLast, CancellationToken cancellation)
    {
        if (data.Length > 0) await received.Writer.WriteAsync(data, cancellation).ConfigureAwait(false);
        if (isLast) await received.Writer.CompleteAsync().ConfigureAwait(false);
    }

    internal ValueTask EndAsync() => received.Writer.CompleteAsync();
}
