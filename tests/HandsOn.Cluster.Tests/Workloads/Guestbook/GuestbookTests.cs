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
        await RunDnsAsync(world);
        await world.ServeAsync("redis-leader", 6379, 6379, "default", "", world.Run("docker.io/redis:6.0.5"));
        await world.ServeAsync("redis-follower", 6379, 6379, "default", "", world.Run(Registry + "gb-redis-follower:v2"));
        var frontend = world.Run(Registry + "gb-frontend:v5", environment: new() { ["GET_HOSTS_FROM"] = "dns" });
        await world.ServeAsync("frontend", 80, 80, "default", "\"type\":\"NodePort\",", frontend);
        const string read = "curl -s 'http://frontend/guestbook.php?cmd=get&key=messages'";

        await TestWorld.UntilAsync(async () => (await world.ShellAsync("curl -s http://frontend/")).Contains("<title>Guestbook</title>"), "no page");
        // The page is there before redis' name is.
        await TestWorld.UntilAsync(async () => await world.ShellAsync("curl -s 'http://frontend/guestbook.php?cmd=set&key=messages&value=%2Chello'") == "{\"message\": \"Updated\"}", "the message is not taken");
        await TestWorld.UntilAsync(async () => await world.ShellAsync(read) == "{\"data\": \",hello\"}", "the message does not come back");
        frontend.Log.Should().Contain("\"GET /guestbook.php?cmd=get&key=messages HTTP/1.1\" 200 18 \"-\" \"curl/8.5.0\"");
        var port = world.Api.Get(ServiceKind.Resource, "default", "frontend").Spec.List("ports").Maps().First().Long("nodePort");
        (await world.ShellAsync($"curl -s http://{TestWorld.Node}:{port}/")).Should().Contain("<title>Guestbook</title>");
        (await world.StopAsync(frontend)).Should().Be(0);
    }

    [Test]
    public async Task A_wrong_service_name_breaks_it_as_it_would_there()
    {
        await using var world = await TestWorld.StartAsync();
        await RunDnsAsync(world);
        await world.ServeAsync("redis-master", 6379, 6379, "default", "", world.Run("docker.io/redis:6.0.5"));
        var frontend = world.Run(Registry + "gb-frontend:v5");
        await world.ServeAsync("frontend", 80, 80, "default", "", frontend);
        await TestWorld.UntilAsync(async () => (await world.ShellAsync("curl -s http://frontend/")).Contains("Guestbook"), "no page");

        (await world.ShellAsync("curl -s -o /dev/null -w '%{http_code}' 'http://frontend/guestbook.php?cmd=set&value=x'")).Should().Be("500");
        frontend.Log.Should().Contain("getaddrinfo failed: Name or service not known [tcp://redis-leader:6379]");
    }

    private static async Task RunDnsAsync(TestWorld world)
    {
        var dns = world.Run("registry.k8s.io/coredns/coredns:v1.12.0", "kube-system", "coredns");
        await world.CreateAsync(EndpointSliceKind.Resource, $$$$"""
            {"kind":"EndpointSlice","apiVersion":"discovery.k8s.io/v1","metadata":{"name":"kube-dns-1","namespace":"kube-system","labels":{"kubernetes.io/service-name":"kube-dns"}},"addressType":"IPv4",
             "ports":[{"name":"dns","port":53,"protocol":"UDP"}],"endpoints":[{"addresses":["{{{{dns.Network.Address}}}}"],"conditions":{"ready":true}}]}
            """);
    }
}
