using FluentAssertions;
using HandsOn.Cluster.Api.Resources;
using HandsOn.Cluster.Api.Resources.Kinds;
using NUnit.Framework;

namespace HandsOn.Cluster.Tests.Workloads.Guestbook;

public sealed class GuestbookTests
{
    private const string Registry = "us-docker.pkg.dev/google-samples/containers/gke/";

    [Test]
    public async Task A_message_written_through_the_leader_is_read_from_the_follower()
    {
        await using var world = await TestWorld.StartAsync();
        var dns = await RunDnsAsync(world);
        var leader = world.Run("docker.io/redis:6.0.5");
        await world.ServeAsync("redis-leader", 6379, 6379, "default", "", leader);
        var follower = world.Run(Registry + "gb-redis-follower:v2");
        await world.ServeAsync("redis-follower", 6379, 6379, "default", "", follower);
        var frontend = world.Run(Registry + "gb-frontend:v5", environment: new() { ["GET_HOSTS_FROM"] = "dns" });
        await world.ServeAsync("frontend", 80, 80, "default", "\"type\":\"NodePort\",", frontend);
        await Task.WhenAll(leader.OpensAsync(6379), follower.OpensAsync(6379), frontend.OpensAsync(80));
        const string read = "curl -s 'http://frontend/guestbook.php?cmd=get&key=messages'";

        await KnowsAsync(world, dns, "frontend");
        (await world.ShellAsync("curl -s http://frontend/")).Should().Contain("<title>Guestbook</title>");
        (await world.ShellAsync("curl -s 'http://frontend/guestbook.php?cmd=set&key=messages&value=%2Chello'"))
            .Should().Be("{\"message\": \"Updated\"}");
        await follower.UntilAsync(async () => await world.ShellAsync(read) == "{\"data\": \",hello\"}", "the message does not come back");
        frontend.Log.Should().Contain("\"GET /guestbook.php?cmd=get&key=messages HTTP/1.1\" 200 18 \"-\" \"curl/8.5.0\"");
        var port = world.Api.Get(ServiceKind.Resource, "default", "frontend").Spec.List("ports").Maps().First().Long("nodePort");
        (await world.ShellAsync($"curl -s http://{TestWorld.Node}:{port}/")).Should().Contain("<title>Guestbook</title>");
        (await world.StopAsync(frontend)).Should().Be(0);
    }

    [Test]
    public async Task A_wrong_service_name_breaks_it_as_it_would_there()
    {
        await using var world = await TestWorld.StartAsync();
        var dns = await RunDnsAsync(world);
        await world.ServeAsync("redis-master", 6379, 6379, "default", "", world.Run("docker.io/redis:6.0.5"));
        var frontend = world.Run(Registry + "gb-frontend:v5");
        await world.ServeAsync("frontend", 80, 80, "default", "", frontend);
        await frontend.OpensAsync(80);
        await KnowsAsync(world, dns, "frontend");

        (await world.ShellAsync("curl -s -o /dev/null -w '%{http_code}' 'http://frontend/guestbook.php?cmd=set&value=x'")).Should().Be("500");
        frontend.Log.Should().Contain("getaddrinfo failed: Name or service not known [tcp://redis-leader:6379]");
    }

    private static async Task<TestContainer> RunDnsAsync(TestWorld world)
    {
        var dns = world.Run("registry.k8s.io/coredns/coredns:v1.12.0", "kube-system", "coredns");
        await world.CreateAsync(EndpointSliceKind.Resource, $$$$"""
            {"kind":"EndpointSlice","apiVersion":"discovery.k8s.io/v1","metadata":{"name":"kube-dns-1","namespace":"kube-system","labels":{"kubernetes.io/service-name":"kube-dns"}},"addressType":"IPv4",
             "ports":[{"name":"dns","port":53,"protocol":"UDP"}],"endpoints":[{"addresses":["{{{{dns.Network.Address}}}}"],"conditions":{"ready":true}}]}
            """);
        return dns;
    }

    /// <summary>Completes when a Service can be reached by its name, and so can those that were created before it.</summary>
    private static Task KnowsAsync(TestWorld world, TestContainer dns, string service) => dns.UntilAsync(
        async () => (await world.ShellAsync($"nslookup {service}")).Contains($"Name:\t{service}."), $"CoreDNS does not know {service}");
}
