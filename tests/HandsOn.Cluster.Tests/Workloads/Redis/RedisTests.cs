using FluentAssertions;
using HandsOn.Cluster.Network;
using HandsOn.Cluster.Tests.Network;
using HandsOn.Cluster.Tests.Workloads.Shell;
using HandsOn.Workloads.Catalog;
using HandsOn.Workloads.Images;
using HandsOn.Workloads.Redis;
using HandsOn.Workloads.Redis.Protocol;
using NUnit.Framework;

namespace HandsOn.Cluster.Tests.Workloads.Redis;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class RedisTests
{
    private readonly TestPods pods = new();

    [Test]
    public async Task Commands_answer_as_redis_does()
    {
        using var pod = pods.Attach("10.1.0.2");
        var server = Start(pod, "docker.io/redis:6.0.5");
        await using var client = await ClientAsync(pod, "10.1.0.2");

        (await AskAsync(client, "PING")).Should().Be("PONG");
        (await AskAsync(client, "SET", "guestbook", ",hello")).Should().Be("OK");
        (await AskAsync(client, "APPEND", "guestbook", ",ü")).Should().Be("9");
        (await AskAsync(client, "GET", "guestbook")).Should().Be(",hello,ü");
        (await AskAsync(client, "INCR", "n")).Should().Be("1");
        (await AskAsync(client, "EXISTS", "n", "x")).Should().Be("1");
        (await AskAsync(client, "KEYS", "g*")).Should().Be("guestbook");
        (await AskAsync(client, "SELECT", "1")).Should().Be("OK");
        (await AskAsync(client, "GET", "guestbook")).Should().BeNull();
        (await AskAsync(client, "NOPE", "a")).Should().Be("ERR unknown command `NOPE`, with args beginning with: `a`, ");
        (await AskAsync(client, "GET")).Should().Be("ERR wrong number of arguments for 'get' command");
        (await AskAsync(client, "AUTH", "x")).Should().StartWith("ERR ");
        (await AskAsync(client, "INFO", "replication")).Should().Contain("role:master\r\nconnected_slaves:0");
        server.Log.Should().Contain("1:M 01 Jan 2026 00:00:00.000 * Ready to accept connections");
    }

    [Test]
    public async Task A_follower_copies_then_follows_and_refuses_writes()
    {
        using var leaderPod = pods.Attach("10.1.0.2");
        using var followerPod = pods.Attach("10.1.0.3");
        Start(leaderPod, "redis:6.0.5");
        await using var leader = await ClientAsync(leaderPod, "10.1.0.2");
        await AskAsync(leader, "SET", "before", new string('x', 20_000));

        Start(followerPod, "gb", new RedisProgram("6.0.5", (settings, _) => settings with { Leader = ("10.1.0.2", 6379) }));
        await using var follower = await ClientAsync(followerPod, "10.1.0.3");
        await UntilAsync(follower, "STRLEN", "before", text => text == "20000");
        await AskAsync(leader, "SET", "after", "1");
        await UntilAsync(follower, "GET", "after", text => text == "1");

        (await AskAsync(follower, "SET", "own", "1")).Should().Be("READONLY You can't write against a read only replica.");
        (await AskAsync(follower, "INFO", "replication")).Should().Contain("master_link_status:up");
        (await AskAsync(leader, "INFO", "replication")).Should().Contain("slave0:ip=10.1.0.3,port=6379,state=online");
    }

    [Test]
    public async Task A_follower_without_its_leader_tries_again_every_second()
    {
        using var followerPod = pods.Attach("10.1.0.3");
        var container = Start(followerPod, "us-docker.pkg.dev/google-samples/containers/gke/gb-redis-follower:v2");
        await using var follower = await ClientAsync(followerPod, "10.1.0.3");
        const string failure = "Error condition on socket for SYNC: Temporary failure in name resolution";
        await WaitAsync(() => container.Log.Contains(failure, StringComparison.Ordinal));

        container.Log.Should().Contain("1:S ").And.Contain("Connecting to MASTER redis-leader:6379");
        (await AskAsync(follower, "INFO", "replication")).Should().Contain("master_link_status:down");
    }

    private TestContainer Start(IPodAttachment pod, string image, RedisProgram? program = null)
    {
        var pulled = program is null ? new ImageCatalog().Pull(image).Image! : null;
        var container = new TestContainer(pod.Network, pods.Clock, pulled is null ? [] : [.. pulled.Entrypoint, .. pulled.Command]);
        _ = container.Start(program ?? pulled!.Program());
        return container;
    }

    private static async Task<RedisClient> ClientAsync(IPodAttachment from, string host)
    {
        await ShellTests.ListeningAsync(from, host, 6379);
        return await RedisClient.ConnectAsync(from.Network, host, 6379, default);
    }

    private static async Task<string?> AskAsync(RedisClient client, params string[] command)
    {
        try
        {
            var reply = await client.SendAsync(default, command);
            return reply.Items is null ? reply.Text : string.Join(' ', reply.Items.Select(item => item.Text));
        }
        catch (RedisException error)
        {
            return error.Message;
        }
    }

    private static async Task UntilAsync(RedisClient client, string command, string key, Func<string?, bool> holds)
    {
        while (!holds(await AskAsync(client, command, key))) await Task.Yield();
    }

    private static async Task WaitAsync(Func<bool> holds)
    {
        while (!holds()) await Task.Yield();
    }
}
