using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using HandsOn.Workloads.Containers;
using HandsOn.Workloads.Redis.Commands;
using HandsOn.Workloads.Redis.Protocol;
using HandsOn.Workloads.Redis.Replication;

namespace HandsOn.Workloads.Redis;

/// <summary>The state of one redis-server: its data, its followers, its leader. Commands run one at a time, as there.</summary>
internal sealed class RedisServer
{
    private readonly Lock gate = new();
    private readonly IContainerContext container;
    private readonly List<FollowerFeed> followers = [];
    private readonly CancellationToken stopping;
    private CancellationTokenSource following = new();
    private LeaderLink? link;
    private string replicationId;

    public RedisServer(IContainerContext container, RedisSettings settings, RedisLog log, CancellationToken stopping)
    {
        this.container = container;
        this.stopping = stopping;
        (Settings, Log, Store) = (settings, log, new RedisStore(container.Time));
        var seed = $"{container.PodNamespace}/{container.PodName}/{container.Time.GetTimestamp()}";
        replicationId = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(seed)))[..40];
    }

    public RedisSettings Settings { get; private set; }

    public RedisLog Log { get; }

    public RedisStore Store { get; }

    public TimeProvider Time => container.Time;

    /// <summary>How far the replication stream has come, in bytes.</summary>
    public long Offset { get; private set; }

    /// <summary>Runs a command; a write goes on to the followers.</summary>
    public byte[] Execute(RedisSession session, string[] words)
    {
        if (words.Length == 0) return [];
        if (RedisCommands.Find(words[0]) is not { } command) return RespText.Error($"ERR unknown command `{words[0]}`, with args beginning with: {Shown(words)}");
        if (!command.Accepts(words.Length)) return RespText.Error($"ERR wrong number of arguments for '{words[0].ToLowerInvariant()}' command");
        lock (gate)
        {
            if (command.IsWrite && Settings.Leader is not null && !session.IsReplicationStream)
                return RespText.Error("READONLY You can't write against a read only replica.");
            var reply = command.Run(this, session, words);
            if (command.IsWrite && reply[0] != (byte)'-') Propagate(session.Database, words);
            return reply;
        }
    }

    /// <summary>Follows a leader; null to become one.</summary>
    public void Follow((string Host, int Port)? leader)
    {
        following.Cancel();
        following = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        Settings = Settings with { Leader = leader };
        Log.Role = leader is null ? 'M' : 'S';
        link = leader is var (host, port) ? new LeaderLink(this, container, host, port) : null;
        if (link is not null) _ = link.RunAsync(following.Token);
    }

    /// <summary>A new follower: the reply to its PSYNC, with a copy of all data, and the feed of what follows.</summary>
    public (byte[] Copy, FollowerFeed Feed) AddFollower(string address)
    {
        lock (gate)
        {
            var feed = new FollowerFeed(address);
            followers.Add(feed);
            var file = RdbFile.Write(Store);
            var head = string.Create(CultureInfo.InvariantCulture, $"+FULLRESYNC {replicationId} {Offset}\r\n${file.Length}\r\n");
            return ([.. Encoding.UTF8.GetBytes(head), .. file], feed);
        }
    }

    public void RemoveFollower(FollowerFeed feed)
    {
        lock (gate) followers.Remove(feed);
    }

    /// <summary>Takes over the leader's copy.</summary>
    public void Load(ReadOnlySpan<byte> copy, string id, long offset)
    {
        lock (gate)
        {
            Store.Clear();
            RdbFile.Read(copy, Store);
            (replicationId, Offset) = (id, offset);
        }
    }

    public void Advance(long bytes)
    {
        lock (gate) Offset += bytes;
    }

    /// <summary>The text of INFO.</summary>
    public string Describe(string section)
    {
        var text = new StringBuilder();
        var all = section is "default" or "all" or "everything";
        if (all || section == "server")
            text.Append(CultureInfo.InvariantCulture, $"# Server\r\nredis_version:{Settings.Version}\r\nredis_mode:standalone\r\ntcp_port:{Settings.Port}\r\n\r\n");
        if (all || section == "replication") DescribeReplication(text);
        if (all || section == "keyspace") DescribeKeys(text);
        return text.ToString();
    }

    private void DescribeReplication(StringBuilder text)
    {
        text.Append(CultureInfo.InvariantCulture, $"# Replication\r\nrole:{(Settings.Leader is null ? "master" : "slave")}\r\n");
        if (Settings.Leader is var (host, port))
        {
            var status = link is { IsUp: true } ? "up" : "down";
            text.Append(CultureInfo.InvariantCulture, $"master_host:{host}\r\nmaster_port:{port}\r\nmaster_link_status:{status}\r\nslave_read_only:1\r\n");
        }
        text.Append(CultureInfo.InvariantCulture, $"connected_slaves:{followers.Count}\r\n");
        for (var i = 0; i < followers.Count; i++)
        {
            var address = followers[i].Address.Split(':');
            text.Append(CultureInfo.InvariantCulture, $"slave{i}:ip={address[0]},port={address[1]},state=online,offset={Offset},lag=0\r\n");
        }
        text.Append(CultureInfo.InvariantCulture, $"master_replid:{replicationId}\r\nmaster_repl_offset:{Offset}\r\n\r\n");
    }

    private void DescribeKeys(StringBuilder text)
    {
        text.Append("# Keyspace\r\n");
        for (var database = 0; database < RedisStore.DatabaseCount; database++)
            if (Store.Count(database) is var count and > 0) text.Append(CultureInfo.InvariantCulture, $"db{database}:keys={count},expires=0,avg_ttl=0\r\n");
    }

    private void Propagate(int database, string[] words)
    {
        var grown = 0;
        var command = RespText.List(words);
        foreach (var follower in followers) grown = follower.Publish(database, command);
        if (Settings.Leader is null) Offset += grown;
    }

    private static string Shown(string[] words) => string.Concat(words.Skip(1).Select(word => $"`{word}`, "));
}
