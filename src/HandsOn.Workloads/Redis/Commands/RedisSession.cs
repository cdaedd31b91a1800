namespace HandsOn.Workloads.Redis.Commands;

/// <summary>What a server remembers of one connection.</summary>
internal sealed class RedisSession
{
    public int Database { get; set; }

    /// <summary>Whether the commands come from the leader, so that writes are allowed on a follower.</summary>
    public bool IsReplicationStream { get; init; }

    /// <summary>What REPLCONF listening-port said.</summary>
    public int ListeningPort { get; set; }
}
