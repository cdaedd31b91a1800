using System.Globalization;

namespace HandsOn.Workloads.Redis;

/// <summary>What a redis-server is told on its command line.</summary>
internal sealed record RedisSettings(string Version)
{
    public int Port { get; init; } = 6379;

    /// <summary>The leader's host and port; null for a leader.</summary>
    public (string Host, int Port)? Leader { get; init; }

    /// <summary>Reads <c>redis-server --port 6380 --replicaof host 6379</c>.</summary>
    public static RedisSettings Parse(string version, IReadOnlyList<string> arguments)
    {
        var settings = new RedisSettings(version);
        for (var i = 0; i < arguments.Count; i++)
        {
            if (arguments[i] == "--port" && i + 1 < arguments.Count) settings = settings with { Port = Number(arguments[i + 1]) };
            if (arguments[i] is not ("--slaveof" or "--replicaof") || i + 1 == arguments.Count) continue;
            var address = arguments[i + 1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (address.Length < 2 && i + 2 < arguments.Count) address = [address[0], arguments[i + 2]];
            if (address.Length == 2) settings = settings with { Leader = (address[0], Number(address[1])) };
        }
        return settings;
    }

    private static int Number(string text) => int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : 6379;
}
