using HandsOn.Workloads.Containers;

namespace HandsOn.Workloads.Guestbook;

/// <summary>How a generation of the guestbook's frontend finds its data.</summary>
/// <param name="WriterName">The Service that it writes to.</param>
/// <param name="ReaderName">The Service that it reads from.</param>
/// <param name="FixedKey">The one key that it uses; null where the request names the key.</param>
internal sealed record GuestbookGeneration(string WriterName, string ReaderName, string? FixedKey)
{
    /// <summary>2020 and before: redis-master and redis-slave.</summary>
    public static readonly GuestbookGeneration Master = new("redis-master", "redis-slave", null);

    /// <summary>Today: redis-leader and redis-follower.</summary>
    public static readonly GuestbookGeneration Leader = new("redis-leader", "redis-follower", "guestbook");

    /// <summary>The writer's host: its name, or with GET_HOSTS_FROM=env what the Service's variable says.</summary>
    public string Writer(IContainerContext container) => Host(container, WriterName, "REDIS_MASTER_SERVICE_HOST", "REDIS_LEADER_SERVICE_HOST");

    /// <summary>The reader's host.</summary>
    public string Reader(IContainerContext container) => Host(container, ReaderName, "REDIS_SLAVE_SERVICE_HOST", "REDIS_FOLLOWER_SERVICE_HOST");

    private static string Host(IContainerContext container, string name, params ReadOnlySpan<string> variables)
    {
        if (container.Environment.GetValueOrDefault("GET_HOSTS_FROM") != "env") return name;
        foreach (var variable in variables)
            if (container.Environment.TryGetValue(variable, out var host)) return host;
        return "";
    }
}
