using System.Globalization;
using System.Text;
using static HandsOn.Workloads.Redis.Protocol.RespText;

namespace HandsOn.Workloads.Redis.Commands;

/// <summary>Commands on string values.</summary>
internal static class StringCommands
{
    private const string NotAnInteger = "ERR value is not an integer or out of range";

    public static readonly Dictionary<string, RedisCommand> All = new(StringComparer.Ordinal)
    {
        ["GET"] = new(2, false, (server, session, words) => Bulk(server.Store.Find(session.Database, words[1])?.Value)),
        ["SET"] = new(-3, true, Set),
        ["SETNX"] = new(3, true, (server, session, words) => SetIfMissing(server, session, words[1], words[2])),
        ["GETSET"] = new(3, true, GetSet),
        ["MGET"] = new(-2, false, (server, session, words) =>
            [.. Encoding.UTF8.GetBytes($"*{words.Length - 1}\r\n"), .. words.Skip(1).SelectMany(key => Bulk(server.Store.Find(session.Database, key)?.Value))]),
        ["APPEND"] = new(3, true, Append),
        ["STRLEN"] = new(2, false, (server, session, words) => Integer(Encoding.UTF8.GetByteCount(server.Store.Find(session.Database, words[1])?.Value ?? ""))),
        ["INCR"] = new(2, true, (server, session, words) => Add(server, session, words[1], 1)),
        ["DECR"] = new(2, true, (server, session, words) => Add(server, session, words[1], -1)),
        ["INCRBY"] = new(3, true, (server, session, words) =>
            long.TryParse(words[2], CultureInfo.InvariantCulture, out var by) ? Add(server, session, words[1], by) : Error(NotAnInteger)),
    };

    private static byte[] Set(RedisServer server, RedisSession session, string[] words)
    {
        DateTimeOffset? expires = null;
        for (var i = 3; i < words.Length; i++)
        {
            switch (words[i].ToUpperInvariant())
            {
                case "NX" when server.Store.Find(session.Database, words[1]) is not null: return Null;
                case "XX" when server.Store.Find(session.Database, words[1]) is null: return Null;
                case "NX" or "XX" or "KEEPTTL": break;
                case "EX" or "PX" when i + 1 < words.Length && long.TryParse(words[i + 1], CultureInfo.InvariantCulture, out var amount):
                    expires = server.Time.GetUtcNow() + (words[i].Equals("EX", StringComparison.OrdinalIgnoreCase) ? TimeSpan.FromSeconds(amount) : TimeSpan.FromMilliseconds(amount));
                    i++;
                    break;
                default: return Error("ERR syntax error");
            }
        }
        server.Store.Set(session.Database, words[1], words[2], expires);
        return Ok;
    }

    private static byte[] SetIfMissing(RedisServer server, RedisSession session, string key, string value)
    {
        if (server.Store.Find(session.Database, key) is not null) return Integer(0);
        server.Store.Set(session.Database, key, value);
        return Integer(1);
    }

    private static byte[] GetSet(RedisServer server, RedisSession session, string[] words)
    {
        var old = server.Store.Find(session.Database, words[1])?.Value;
        server.Store.Set(session.Database, words[1], words[2]);
        return Bulk(old);
    }

    private static byte[] Append(RedisServer server, RedisSession session, string[] words)
    {
        var entry = server.Store.Find(session.Database, words[1]);
        var value = (entry?.Value ?? "") + words[2];
        server.Store.Set(session.Database, words[1], value, entry?.Expires);
        return Integer(Encoding.UTF8.GetByteCount(value));
    }

    private static byte[] Add(RedisServer server, RedisSession session, string key, long by)
    {
        var entry = server.Store.Find(session.Database, key);
        if (!long.TryParse(entry?.Value ?? "0", CultureInfo.InvariantCulture, out var number)) return Error(NotAnInteger);
        server.Store.Set(session.Database, key, (number + by).ToString(CultureInfo.InvariantCulture), entry?.Expires);
        return Integer(number + by);
    }
}
