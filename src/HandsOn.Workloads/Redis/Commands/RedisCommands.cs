namespace HandsOn.Workloads.Redis.Commands;

/// <summary>All commands by upper-case name.</summary>
internal static class RedisCommands
{
    private static readonly Dictionary<string, RedisCommand> All =
        StringCommands.All.Concat(KeyCommands.All).Concat(ServerCommands.All).ToDictionary(StringComparer.Ordinal);

    public static RedisCommand? Find(string name) => All.GetValueOrDefault(name.ToUpperInvariant());
}
