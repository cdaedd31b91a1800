using System.Globalization;
using HandsOn.Workloads.Containers;
using HandsOn.Workloads.Redis.Commands;
using HandsOn.Workloads.Redis.Protocol;

namespace HandsOn.Workloads.Redis.Replication;

/// <summary>A follower's connection to its leader: handshake, initial copy, then every write; again after a second where it breaks.</summary>
internal sealed class LeaderLink(RedisServer server, IContainerContext container, string host, int port)
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    /// <summary>Whether the copy is complete and the stream flows.</summary>
    public bool IsUp { get; private set; }

    public async Task RunAsync(CancellationToken stopping)
    {
        do
        {
            try
            {
                await FollowAsync(stopping).ConfigureAwait(false);
                server.Log.Warning("Connection with master lost.");
            }
            catch (Exception failed) when (failed is IOException or RedisException or FormatException or ObjectDisposedException)
            {
                server.Log.Warning(IsUp ? "Connection with master lost." : $"Error condition on socket for SYNC: {failed.Message}");
            }
            catch (OperationCanceledException)
            {
                return;
            }
            finally
            {
                IsUp = false;
            }
        }
        while (await Until.ElapsedAsync(container.Time, RetryDelay, stopping).ConfigureAwait(false));
    }

    private async Task FollowAsync(CancellationToken stopping)
    {
        server.Log.Notice($"Connecting to MASTER {host}:{port}");
        server.Log.Notice("MASTER <-> REPLICA sync started");
        await using var leader = await RedisClient.ConnectAsync(container.Network, host, port, stopping).ConfigureAwait(false);
        server.Log.Notice("Non blocking connect for SYNC fired the event.");
        await leader.SendAsync(stopping, "PING").ConfigureAwait(false);
        server.Log.Notice("Master replied to PING, replication can continue...");
        await leader.SendAsync(stopping, "REPLCONF", "listening-port", server.Settings.Port.ToString(CultureInfo.InvariantCulture)).ConfigureAwait(false);
        await leader.SendAsync(stopping, "REPLCONF", "capa", "eof", "capa", "psync2").ConfigureAwait(false);
        var resync = await leader.SendAsync(stopping, "PSYNC", "?", "-1").ConfigureAwait(false);
        if (resync.Text?.Split(' ') is not ["FULLRESYNC", var id, var offset]) throw new FormatException($"Unexpected reply to PSYNC from master: {resync.Text}");
        server.Log.Notice($"Full resync from master: {id}:{offset}");
        var header = await leader.Reader.ReadLineAsync(stopping).ConfigureAwait(false);
        if (header is not ['$', .. var length]) throw new FormatException("Bad protocol from MASTER");
        var copy = await leader.Reader.ReadBytesAsync(int.Parse(length, CultureInfo.InvariantCulture), stopping).ConfigureAwait(false);
        server.Log.Notice("MASTER <-> REPLICA sync: Flushing old data");
        server.Load(copy, id, long.Parse(offset, CultureInfo.InvariantCulture));
        server.Log.Notice("MASTER <-> REPLICA sync: Finished with success");
        IsUp = true;
        var session = new RedisSession { IsReplicationStream = true };
        var before = leader.Reader.Consumed;
        while (await leader.Reader.ReadCommandAsync(stopping).ConfigureAwait(false) is { } words)
        {
            server.Execute(session, words);
            server.Advance(leader.Reader.Consumed - before);
            before = leader.Reader.Consumed;
        }
    }
}
