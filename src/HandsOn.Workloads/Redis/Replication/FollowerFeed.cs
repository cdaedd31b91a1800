using System.Threading.Channels;
using HandsOn.Workloads.Redis.Protocol;

namespace HandsOn.Workloads.Redis.Replication;

/// <summary>What a leader still has to send to one follower.</summary>
internal sealed class FollowerFeed(string address)
{
    private readonly Channel<byte[]> pending = Channel.CreateUnbounded<byte[]>(new() { SingleReader = true });
    private int database;

    public string Address { get; } = address;

    /// <summary>Queues a write; a SELECT goes before it where the database changes. Called under the server's lock.</summary>
    /// <returns>The bytes that the stream grew by.</returns>
    public int Publish(int inDatabase, byte[] command)
    {
        var bytes = inDatabase == database ? command : [.. RespText.List(["SELECT", inDatabase.ToString(System.Globalization.CultureInfo.InvariantCulture)]), .. command];
        database = inDatabase;
        pending.Writer.TryWrite(bytes);
        return bytes.Length;
    }

    /// <summary>Sends until the connection or the server ends.</summary>
    public async Task SendAsync(Stream stream, CancellationToken cancellation)
    {
        await foreach (var bytes in pending.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
            await stream.WriteAsync(bytes, cancellation).ConfigureAwait(false);
    }
}
