using System.Globalization;
using HandsOn.Workloads.Shell.Running;
using static HandsOn.Workloads.Redis.Protocol.RespText;

namespace HandsOn.Workloads.Redis.Commands;

/// <summary>Commands on keys of any type, and on databases.</summary>
internal static class KeyCommands
{
    public static readonly Dictionary<string, RedisCommand> All = new(StringComparer.Ordinal)
    {
        ["DEL"] = new(-2, true, (server, session, words) => Integer(words.Skip(1).Count(key => server.Store.Delete(session.Database, key)))),
        ["EXISTS"] = new(-2, false, (server, session, words) => Integer(words.Skip(1).Count(key => server.Store.Find(session.Database, key) is not null))),
        ["TYPE"] = new(2, false, (server, session, words) => Simple(server.Store.Find(session.Database, words[1]) is null ? "none" : "string")),
        ["KEYS"] = new(2, false, (server, session, words) => List(
            [.. server.Store.Keys(session.Database).Where(key => ShellPattern.Matches(key, words[1])).Order(StringComparer.Ordinal)])),
        ["DBSIZE"] = new(1, false, (server, session, _) => Integer(server.Store.Count(session.Database))),
        ["EXPIRE"] = new(3, true, Expire),
        ["TTL"] = new(2, false, TimeToLive),
        ["FLUSHALL"] = new(-1, true, (server, _, _) =>
        {
            server.Store.Clear();
            return Ok;
        }),
        ["FLUSHDB"] = new(-1, true, (server, session, _) =>
        {
            server.Store.Clear(session.Database);
            return Ok;
        }),
        ["SELECT"] = new(2, false, Select),
    };

    private static byte[] Expire(RedisServer server, RedisSession session, string[] words)
    {
        if (!long.TryParse(words[2], CultureInfo.InvariantCulture, out var seconds)) return Error("ERR value is not an integer or out of range");
        if (server.Store.Find(session.Database, words[1]) is not { } entry) return Integer(0);
        server.Store.Set(session.Database, words[1], entry.Value, server.Time.GetUtcNow() + TimeSpan.FromSeconds(seconds));
        return Integer(1);
    }

    private static byte[] TimeToLive(RedisServer server, RedisSession session, string[] words) => server.Store.Find(session.Database, words[1]) switch
    {
        null => Integer(-2),
        { Expires: null } => Integer(-1),
        { Expires: { } expires } => Integer((long)Math.Ceiling((expires - server.Time.GetUtcNow()).TotalSeconds)),
    };

    private static byte[] Select(RedisServer server, RedisSession session, string[] words)
    {
        if (!int.TryParse(words[1], CultureInfo.InvariantCulture, out var database)) return Error("ERR invalid DB index");
        if (database is < 0 or >= RedisStore.DatabaseCount) return Error("ERR DB index is out of range");
        session.Database = database;
        return Ok;
    }
}
