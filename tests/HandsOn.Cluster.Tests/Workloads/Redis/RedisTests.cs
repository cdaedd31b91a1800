using FluentAssertions;
using HandsOn.Cluster.Network;
using HandsOn.Cluster.Tests.Network;
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
        await using var client = await ClientAsync(server, pod);

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
        await using var leader = await ClientAsync(Start(leaderPod, "redis:6.0.5"), leaderPod);
        await AskAsync(leader, "SET", "before", new string('x', 20_000));

        var container = Start(followerPod, "gb", new RedisProgram("6.0.5", (settings, _) => settings with { Leader = ("10.1.0.2", 6379) }));
        await using var follower = await ClientAsync(container, followerPod);
        await container.UntilAsync(async () => await AskAsync(follower, "STRLEN", "before") == "20000", "it does not copy");
        await AskAsync(leader, "SET", "after", "1");
        await container.UntilAsync(async () => await AskAsync(follower, "GET", "after") == "1", "it does not follow");

        (await AskAsync(follower, "SET", "own", "1")).Should().Be("READONLY You can't write against a read only replica.");
        (await AskAsync(follower, "INFO", "replication")).Should().Contain("master_link_status:up");
        (await AskAsync(leader, "INFO", "replication")).Should().Contain("slave0:ip=10.1.0.3,port=6379,state=online");
    }

    [Test]
    public async Task A_follower_without_its_leader_tries_again_every_second()
    {
        using var followerPod = pods.Attach("10.1.0.3");
        var container = Start(followerPod, "us-docker.pkg.dev/google-samples/containers/gke/gb-redis-follower:v2");
        await using var follower = await ClientAsync(container, followerPod);
        await container.PrintsAsync("Error condition on socket for SYNC: Temporary failure in name resolution");

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

    private static async Task<RedisClient> ClientAsync(TestContainer server, IPodAttachment pod)
    {
        await server.OpensAsync(6379);
        return await RedisClient.ConnectAsync(pod.Network, pod.Network.Address.ToString(), 6379, default);
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
}
