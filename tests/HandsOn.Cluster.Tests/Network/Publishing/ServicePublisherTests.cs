using System.Net.Sockets;
using FluentAssertions;
using HandsOn.Cluster.Api.Resources;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Cluster.Client;
using HandsOn.Cluster.Network.Publishing;
using HandsOn.Cluster.Tests.Workloads;
using HandsOn.Kubernetes.Naming;
using HandsOn.Kubernetes.Objects;
using NUnit.Framework;

namespace HandsOn.Cluster.Tests.Network.Publishing;

public sealed class ServicePublisherTests
{
    [Test]
    public async Task A_load_balancer_is_published_on_loopback_until_it_changes_its_type()
    {
        await using var world = await TestWorld.StartAsync();
        var client = world.Control.Client(ServicePublisher.Identity, "service-controller");
        await using var informers = new InformerSet(client);
        var published = new PublishedEndpoints();
        var context = new ComponentContext(client, informers, new EventRecorder(client, TimeProvider.System, "service-controller"), TimeProvider.System, new SeededRandomSource(1));
        await using var publisher = new ServicePublisher(context, world.Network, published, onServicePorts: false);
        publisher.Start();
        var web = world.Run("nginx:1.27");
        await world.ServeAsync("web", 80, 80, "default", "\"type\":\"LoadBalancer\",", web);

        var address = await published.WaitAsync("default", "web", 80).WaitAsync(TimeSpan.FromSeconds(10));
        using var http = new HttpClient();
        await TestWorld.UntilAsync(async () => await ReadAsync(http, address.Port) is { } page && page.Contains("Welcome to nginx!"), "no page on loopback");
        address.Address.ToString().Should().Be("127.0.0.1");
        await TestWorld.UntilAsync(() => Task.FromResult(Reasons(world, "web").SequenceEqual(["EnsuredLoadBalancer", "EnsuringLoadBalancer"])), "no events");
        Service(world).Status.List("loadBalancer", "ingress").Maps().Single().String("hostname").Should().Be("localhost");

        await world.Api.PatchAsync(ServiceKind.Resource, "default", "web", service => new KubeObject(service.Root.SetIn("ClusterIP", "spec", "type")
            .SetIn(service.Spec.List("ports").MapEach(port => port.Without("nodePort")), "spec", "ports")
            .RemoveIn("spec", "externalTrafficPolicy").RemoveIn("spec", "allocateLoadBalancerNodePorts")));
        await TestWorld.UntilAsync(() => Task.FromResult(published.All.Count == 0 && Service(world).Status.List("loadBalancer", "ingress").Count == 0), "it stays published");
        using var socket = new TcpClient();
        await socket.Invoking(tcp => tcp.ConnectAsync(address)).Should().ThrowAsync<SocketException>();
    }

    private static KubeObject Service(TestWorld world) => world.Api.Get(ServiceKind.Resource, "default", "web");

    private static IEnumerable<string> Reasons(TestWorld world, string name) => world.Api.List(EventKind.Resource, "default")
        .Where(item => item.Root.String("involvedObject", "name") == name).Select(item => item.Root.String("reason")!).Order(StringComparer.Ordinal);

    private static async Task<string?> ReadAsync(HttpClient http, int port)
    {
        try
        {
            return await http.GetStringAsync($"http://127.0.0.1:{port}/");
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }
}
