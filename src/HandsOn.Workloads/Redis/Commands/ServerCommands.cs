using System.Globalization;
using static HandsOn.Workloads.Redis.Protocol.RespText;

namespace HandsOn.Workloads.Redis.Commands;

/// <summary>Commands about the server, the connection and replication.</summary>
internal static class ServerCommands
{
    public static readonly Dictionary<string, RedisCommand> All = new(StringComparer.Ordinal)
    {
        ["PING"] = new(-1, false, (_, _, words) => words.Length > 1 ? Bulk(words[1]) : Simple("PONG")),
        ["ECHO"] = new(2, false, (_, _, words) => Bulk(words[1])),
        ["AUTH"] = new(-2, false, (_, _, _) => Error("ERR Client sent AUTH, but no password is set")),
        ["INFO"] = new(-1, false, (server, _, words) => Bulk(server.Describe(words.ElementAtOrDefault(1)?.ToLowerInvariant() ?? "default"))),
        ["ROLE"] = new(1, false, (server, _, _) => List([server.Settings.Leader is null ? "master" : "slave", server.Offset.ToString(CultureInfo.InvariantCulture)])),
        ["CLIENT"] = new(-2, false, (_, _, _) => Ok),
        ["COMMAND"] = new(-1, false, (_, _, _) => List([])),
        ["CONFIG"] = new(-2, false, (_, _, words) => words[1].Equals("GET", StringComparison.OrdinalIgnoreCase) ? List([]) : Ok),
        ["TIME"] = new(1, false, (server, _, _) =>
            List([server.Time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), "0"])),
        ["REPLCONF"] = new(-1, false, ConfigureReplication),
        ["REPLICAOF"] = new(3, false, FollowLeader),
        ["SLAVEOF"] = new(3, false, FollowLeader),
    };

    private static byte[] ConfigureReplication(RedisServer server, RedisSession session, string[] words)
    {
        for (var i = 1; i + 1 < words.Length; i += 2)
            if (words[i].Equals("listening-port", StringComparison.OrdinalIgnoreCase) && int.TryParse(words[i + 1], CultureInfo.InvariantCulture, out var port))
                session.ListeningPort = port;
        return Ok;
    }

    private static byte[] FollowLeader(RedisServer server, RedisSession session, string[] words)
    {
        if (words[1].Equals("no", StringComparison.OrdinalIgnoreCase) && words[2].Equals("one", StringComparison.OrdinalIgnoreCase)) server.Follow(null);
        else if (int.TryParse(words[2], CultureInfo.InvariantCulture, out var port)) server.Follow((words[1], port));
        else return Error("ERR value is not an integer or out of range");
        return Ok;
    }
}
