using HandsOn.Workloads.Network;

namespace HandsOn.Workloads.Redis.Protocol;

/// <summary>A connection to a Redis server.</summary>
internal sealed class RedisClient(Stream stream) : IAsyncDisposable
{
    public RespReader Reader { get; } = new(stream);

    /// <exception cref="IOException">No such host, connection refused ...</exception>
    public static async ValueTask<RedisClient> ConnectAsync(IPodNetwork network, string host, int port, CancellationToken cancellation) =>
        new(await network.ConnectAsync(host, port, cancellation).ConfigureAwait(false));

    /// <summary>Sends a command and waits for the reply.</summary>
    /// <exception cref="RedisException">The server answers with an error.</exception>
    public async ValueTask<RespValue> SendAsync(CancellationToken cancellation, params IReadOnlyCollection<string> command)
    {
        await stream.WriteAsync(RespText.List(command), cancellation).ConfigureAwait(false);
        return await Reader.ReadReplyAsync(cancellation).ConfigureAwait(false);
    }

    public ValueTask DisposeAsync() => stream.DisposeAsync();
}
