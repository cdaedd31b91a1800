using HandsOn.Cluster.Server.Streams.RemoteCommand;
using HandsOn.Kubernetes.Json;

namespace HandsOn.Cluster.Server.Streams.Spdy;

/// <summary>A command's streams over SPDY: how kubectl before 1.31 does exec and attach.</summary>
internal sealed class SpdySession : IRemoteSession
{
    public static readonly string[] Protocols = ["v4.channel.k8s.io"];

    private readonly SpdyConnection connection;
    private readonly SpdyStream status;
    private readonly IReadOnlyList<SpdyStream> outputs;
    private readonly CancellationTokenSource closed;

    private SpdySession(SpdyConnection connection, Dictionary<string, SpdyStream> streams, CommandOptions options, CancellationToken aborted)
    {
        this.connection = connection;
        closed = CancellationTokenSource.CreateLinkedTokenSource(connection.Closed, aborted);
        status = streams["error"];
        outputs = [.. streams.Values.Where(s => s.Type is "stdout" or "stderr")];
        Streams = new ExecStreams(
            streams.GetValueOrDefault("stdin")?.Input, streams.GetValueOrDefault("stdout")?.Output, streams.GetValueOrDefault("stderr")?.Output, options.Tty);
    }

    public ExecStreams Streams { get; }

    public CancellationToken Closed => closed.Token;

    /// <summary>Waits for the streams that the query announces.</summary>
    /// <exception cref="IOException">The client has gone before it opened them all.</exception>
    public static async Task<SpdySession> StartAsync(SpdyConnection connection, string protocol, CommandOptions options, CancellationToken aborted)
    {
        var expected = 1 + Convert.ToInt32(options.Input) + Convert.ToInt32(options.Output) + Convert.ToInt32(options.Error) + Convert.ToInt32(options.Tty);
        var streams = new Dictionary<string, SpdyStream>(StringComparer.Ordinal);
        while (streams.Count < expected)
        {
            if (!await connection.Opened.WaitToReadAsync(aborted).ConfigureAwait(false)) throw new IOException($"the client left before all {protocol} streams were open");
            while (connection.Opened.TryRead(out var stream)) streams[stream.Type] = stream;
        }
        return new SpdySession(connection, streams, options, aborted);
    }

    public async Task FinishAsync(JsonMap result)
    {
        try
        {
            foreach (var output in outputs) await output.FinishAsync(Closed).ConfigureAwait(false);
            await status.Output.WriteAsync(JsonText.ToUtf8(result), Closed).ConfigureAwait(false);
            await status.FinishAsync(Closed).ConfigureAwait(false);
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException)
        {
            // The client has left without waiting for the end.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await connection.DisposeAsync().ConfigureAwait(false);
        closed.Dispose();
    }
}
