using System.Net.Sockets;
using FluentAssertions;
using HandsOn.Cluster.Api.Resources;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Cluster.Client;
using HandsOn.Cluster.Network.Publishing;
using HandsOn.Cluster.Tests.Support;
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
        var changed = new Signal();
        var published = new PublishedEndpoints();
        published.Changed += (_, _) => changed.Set();
        var context = new ComponentContext(client, informers, new EventRecorder(client, TimeProvider.System, "service-controller"), TimeProvider.System, new SeededRandomSource(1));
        await using var publisher = new ServicePublisher(context, world.Network, published, onServicePorts: false);
        publisher.Start();
        var web = world.Run("nginx:1.27");
        await world.ServeAsync("web", 80, 80, "default", "\"type\":\"LoadBalancer\",", web);

        var address = await published.WaitAsync("default", "web", 80).WaitAsync(TimeSpan.FromSeconds(10));
        using var http = new HttpClient();
        await web.OpensAsync(80);
        (await http.GetStringAsync($"http://127.0.0.1:{address.Port}/")).Should().Contain("Welcome to nginx!");
        address.Address.ToString().Should().Be("127.0.0.1");
        await world.Api.FindAsync(EventKind.Resource, item => item.Root.String("reason") == "EnsuredLoadBalancer", () => "no event");
        Reasons(world, "web").Should().Equal("EnsuredLoadBalancer", "EnsuringLoadBalancer");
        Service(world).Status.List("loadBalancer", "ingress").Maps().Single().String("hostname").Should().Be("localhost");

        await world.Api.PatchAsync(ServiceKind.Resource, "default", "web", service => new KubeObject(service.Root.SetIn("ClusterIP", "spec", "type")
            .SetIn(service.Spec.List("ports").MapEach(port => port.Without("nodePort")), "spec", "ports")
            .RemoveIn("spec", "externalTrafficPolicy").RemoveIn("spec", "allocateLoadBalancerNodePorts")));
        await world.Api.FindAsync(
            ServiceKind.Resource, item => item.Name == "web" && item.Status.List("loadBalancer", "ingress").Count == 0,
            () => "the status stays");
        await changed.UntilAsync(() => published.All.Count == 0, () => "it stays published");
        using var socket = new TcpClient();
        await socket.Invoking(tcp => tcp.ConnectAsync(address)).Should().ThrowAsync<SocketException>();
    }

    private static KubeObject Service(TestWorld world) => world.Api.Get(ServiceKind.Resource, "default", "web");

    private static IEnumerable<string> Reasons(TestWorld world, string name) => world.Api.List(EventKind.Resource, "default")
        .Where(item => item.Root.String("involvedObject", "name") == name).Select(item => item.Root.String("reason")!).Order(StringComparer.Ordinal);
}
