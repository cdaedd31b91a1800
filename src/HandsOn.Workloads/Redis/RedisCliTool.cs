using System.Globalization;
using HandsOn.Workloads.Network;
using HandsOn.Workloads.Redis.Protocol;
using HandsOn.Workloads.Shell.Tools;

namespace HandsOn.Workloads.Redis;

/// <summary>redis-cli with a command on its command line, as it prints to something that is no terminal.</summary>
internal static class RedisCliTool
{
    public static readonly Dictionary<string, Tool> All = new(StringComparer.Ordinal) { ["redis-cli"] = RunAsync };

    private static async ValueTask<int> RunAsync(ToolCall call, CancellationToken cancellation)
    {
        var at = 0;
        var (host, port, database) = ("127.0.0.1", 6379, "");
        for (; at + 1 < call.Arguments.Length && call.Arguments[at] is "-h" or "-p" or "-n"; at += 2)
        {
            if (call.Arguments[at] == "-h") host = call.Arguments[at + 1];
            else if (call.Arguments[at] == "-n") database = call.Arguments[at + 1];
            else port = int.TryParse(call.Arguments[at + 1], CultureInfo.InvariantCulture, out var given) ? given : port;
        }
        string[] command = [.. call.Arguments.Skip(at)];
        if (command.Length == 0) command = ((await call.Io.In.ReadToEndAsync(cancellation).ConfigureAwait(false)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (command.Length == 0) return 0;
        try
        {
            await using var client = await RedisClient.ConnectAsync(call.Container.Network, host, port, cancellation).ConfigureAwait(false);
            if (database.Length > 0) await client.SendAsync(cancellation, "SELECT", database).ConfigureAwait(false);
            await PrintAsync(call, await client.SendAsync(cancellation, command).ConfigureAwait(false)).ConfigureAwait(false);
            return 0;
        }
        catch (RedisException error)
        {
            await call.PrintAsync(error.Message + "\n").ConfigureAwait(false);
            return 1;
        }
        catch (NetworkException failed)
        {
            return await call.FailAsync($"Could not connect to Redis at {host}:{port}: {failed.Message}").ConfigureAwait(false);
        }
    }

    private static async Task PrintAsync(ToolCall call, RespValue reply)
    {
        if (reply.Items is null) await call.PrintAsync(reply.Text ?? "").ConfigureAwait(false);
        foreach (var item in reply.Items ?? []) await PrintAsync(call, item).ConfigureAwait(false);
    }
}
