using System.Collections.Concurrent;
using System.Globalization;
using HandsOn.Workloads.Containers;
using HandsOn.Workloads.Network;
using HandsOn.Workloads.Redis.Commands;
using HandsOn.Workloads.Redis.Protocol;

namespace HandsOn.Workloads.Redis;

/// <summary>redis-server.</summary>
/// <param name="version">The version that it says it is.</param>
/// <param name="configure">Settings that the image brings, from the container's environment.</param>
internal sealed class RedisProgram(string version, Func<RedisSettings, IContainerContext, RedisSettings>? configure = null) : IContainerProgram
{
    private readonly ConcurrentDictionary<Task, bool> connections = [];

    public async Task<int> RunAsync(IContainerContext container, CancellationToken stopping)
    {
        var settings = RedisSettings.Parse(version, container.Arguments);
        if (configure is not null) settings = configure(settings, container);
        var log = new RedisLog(container);
        log.Warning("oO0OoO0OoO0Oo Redis is starting oO0OoO0OoO0Oo");
        log.Warning($"Redis version={version}, bits=64, commit=00000000, modified=0, pid=1, just started");
        var server = new RedisServer(container, settings, log, stopping);
        using var listener = container.Network.Listen(settings.Port);
        log.Role = settings.Leader is null ? 'M' : 'S';
        log.Notice(string.Create(CultureInfo.InvariantCulture, $"Running mode=standalone, port={settings.Port}."));
        log.Warning("Server initialized");
        log.Notice("Ready to accept connections");
        if (settings.Leader is not null) server.Follow(settings.Leader);
        await using (stopping.Register(listener.Dispose).ConfigureAwait(false))
            while (await listener.AcceptAsync(CancellationToken.None).ConfigureAwait(false) is { } connection) Serve(server, connection, stopping);
        log.Warning("User requested shutdown...");
        log.Warning("Redis is now ready to exit, bye bye...");
        await Task.WhenAll(connections.Keys).ConfigureAwait(false);
        return 0;
    }

    private void Serve(RedisServer server, VirtualConnection connection, CancellationToken stopping)
    {
        var serving = ServeAsync(server, connection, stopping);
        connections[serving] = true;
        _ = serving.ContinueWith(done => connections.TryRemove(done, out var _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private static async Task ServeAsync(RedisServer server, VirtualConnection connection, CancellationToken stopping)
    {
        await using var stream = connection.Stream;
        var reader = new RespReader(stream);
        var session = new RedisSession();
        try
        {
            while (await reader.ReadCommandAsync(stopping).ConfigureAwait(false) is { } words)
            {
                var name = words.FirstOrDefault("").ToUpperInvariant();
                if (name is "PSYNC" or "SYNC")
                {
                    await FeedAsync(server, session, connection, stopping).ConfigureAwait(false);
                    return;
                }
                await stream.WriteAsync(name == "QUIT" ? RespText.Ok : server.Execute(session, words), stopping).ConfigureAwait(false);
                if (name == "QUIT") return;
            }
        }
        catch (Exception ended) when (ended is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The client is gone, or the server stops.
        }
        catch (FormatException wrong)
        {
            await stream.WriteAsync(RespText.Error($"ERR Protocol error: {wrong.Message}"), CancellationToken.None).ConfigureAwait(false);
        }
    }

    private static async Task FeedAsync(RedisServer server, RedisSession session, VirtualConnection connection, CancellationToken stopping)
    {
        var address = string.Create(CultureInfo.InvariantCulture, $"{connection.Remote.Address}:{session.ListeningPort}");
        server.Log.Notice($"Replica {address} asks for synchronization");
        server.Log.Notice($"Full resync requested by replica {address}");
        var (copy, feed) = server.AddFollower(address);
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var hangUp = HangUpAsync(connection.Stream, gone);
        try
        {
            await connection.Stream.WriteAsync(copy, gone.Token).ConfigureAwait(false);
            server.Log.Notice($"Synchronization with replica {address} succeeded");
            await feed.SendAsync(connection.Stream, gone.Token).ConfigureAwait(false);
        }
        finally
        {
            server.RemoveFollower(feed);
            if (!stopping.IsCancellationRequested) server.Log.Warning($"Connection with replica {address} lost.");
            await gone.CancelAsync().ConfigureAwait(false);
            await hangUp.ConfigureAwait(false);
        }
    }

    /// <summary>Reads what the follower says (its acknowledgements) until it hangs up.</summary>
    private static async Task HangUpAsync(Stream stream, CancellationTokenSource gone)
    {
        var reader = new RespReader(stream);
        try
        {
            while (await reader.ReadCommandAsync(gone.Token).ConfigureAwait(false) is not null)
            {
                // Acknowledged offsets are not acted on.
            }
        }
        catch (Exception ended) when (ended is IOException or OperationCanceledException or ObjectDisposedException or FormatException)
        {
            // The same as hanging up.
        }
        await gone.CancelAsync().ConfigureAwait(false);
    }
}
