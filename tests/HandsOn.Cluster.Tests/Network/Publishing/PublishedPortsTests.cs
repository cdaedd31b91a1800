using System.Net;
using System.Net.Sockets;
using FluentAssertions;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Cluster.Client;
using HandsOn.Cluster.Network.Publishing;
using HandsOn.Cluster.Tests.Workloads;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Naming;
using HandsOn.Kubernetes.Objects;
using NUnit.Framework;

namespace HandsOn.Cluster.Tests.Network.Publishing;

/// <summary>Services that are published on the ports that they show, as <c>up</c> does.</summary>
public sealed class PublishedPortsTests
{
    private PublishedEndpoints published = null!;
    private TcpListener taken = null!;
    private TestWorld world = null!;
    private InformerSet informers = null!;
    private ServicePublisher publisher = null!;

    [SetUp]
    public async Task StartAsync()
    {
        published = new PublishedEndpoints();
        taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        world = await TestWorld.StartAsync();
        var client = world.Control.Client(ServicePublisher.Identity, "service-controller");
        informers = new InformerSet(client);
        var events = new EventRecorder(client, TimeProvider.System, "service-controller");
        var context = new ComponentContext(client, informers, events, TimeProvider.System, new SeededRandomSource(1));
        publisher = new ServicePublisher(context, world.Network, published, onServicePorts: true);
        publisher.Start();
    }

    [TearDown]
    public async Task StopAsync()
    {
        taken.Dispose();
        await publisher.DisposeAsync();
        await informers.DisposeAsync();
        await world.DisposeAsync();
    }

    [Test]
    public async Task A_port_that_is_in_use_is_told_with_its_reason_and_in_the_status()
    {
        await CreateAsync("\"type\":\"LoadBalancer\"", TakenPort);

        var entry = published.All.Single();
        (entry.Wanted, entry.Refusal).Should().Be((TakenPort, SocketError.AddressAlreadyInUse));
        entry.Address.Port.Should().NotBe(TakenPort);
        Errors().Should().Equal($"{TakenPort} NotOnThisPort");
    }

    [Test]
    public async Task The_status_follows_the_ports()
    {
        await CreateAsync("\"type\":\"LoadBalancer\"", FreePort());
        Errors().Should().BeEmpty();

        await ChangeAsync(service => service.SetIn(Ports(TakenPort), "spec", "ports"));
        Errors().Should().Equal($"{TakenPort} NotOnThisPort");

        await ChangeAsync(service => service.SetIn(Ports(FreePort()), "spec", "ports"));
        Errors().Should().BeEmpty();
    }

    [Test]
    public async Task A_NodePort_Service_that_becomes_a_load_balancer_moves_from_its_node_port_to_its_own()
    {
        var changes = new List<string>();
        published.Changed += (entry, isOpen) => changes.Add($"{(isOpen ? "open" : "closed")} {entry.Wanted}");
        var own = FreePort();
        await CreateAsync("\"type\":\"NodePort\"", own);
        var nodePort = Service().Spec.List("ports").Maps().Single().Long("nodePort");

        await ChangeAsync(service => service.SetIn("LoadBalancer", "spec", "type"));

        changes.Should().Equal($"open {nodePort}", $"closed {nodePort}", $"open {own}");
        published.Find("default", "web", own)!.Port.Should().Be(own);
        Errors().Should().BeEmpty();
    }

    [Test]
    public async Task A_load_balancer_of_another_class_gets_no_address_and_is_published_on_its_node_port()
    {
        await CreateAsync("\"type\":\"LoadBalancer\",\"loadBalancerClass\":\"example.com/other\"", FreePort());

        Service().Status.List("loadBalancer", "ingress").Should().BeEmpty();
        published.All.Single().Wanted.Should().Be((int)Service().Spec.List("ports").Maps().Single().Long("nodePort")!);
    }

    [Test]
    public async Task A_status_that_somebody_else_writes_stays()
    {
        await CreateAsync("\"type\":\"LoadBalancer\"", FreePort());
        var other = JsonMap.Of(("ingress", JsonList.Of(JsonMap.Of(("ip", "203.0.113.1"), ("ipMode", "VIP")))));

        await ChangeAsync(service => service.SetIn(other, "status", "loadBalancer"), "status");

        Service().Status.Map("loadBalancer").Should().Equal(other);
    }

    [TestCase("""{"port":80}""", "http://127.0.0.1:39817/")]
    [TestCase("""{"port":443}""", "https://127.0.0.1:39817/")]
    [TestCase("""{"port":3000,"name":"http-admin"}""", "http://127.0.0.1:39817/")]
    [TestCase("""{"port":3000,"appProtocol":"https","name":"http"}""", "https://127.0.0.1:39817/")]
    [TestCase("""{"port":6379,"name":"redis"}""", null)]
    public void A_port_that_speaks_HTTP_has_a_URL(string port, string? url) =>
        ServicePort.Url(JsonText.ParseMap(port), new IPEndPoint(IPAddress.Loopback, 39817))?.ToString().Should().Be(url);

    private int TakenPort => ((IPEndPoint)taken.LocalEndpoint).Port;

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static JsonList Ports(int port) => JsonList.Of(JsonMap.Of(("name", "main"), ("port", port), ("targetPort", 80)));

    private async Task CreateAsync(string spec, int port)
    {
        await world.ServeAsync("web", port, 80, "default", spec + ",");
        await SettledAsync();
    }

    private async Task ChangeAsync(Func<KubeObject, KubeObject> change, string subresource = "")
    {
        await world.Api.PatchAsync(ServiceKind.Resource, "default", "web", change, subresource);
        await SettledAsync();
    }

    /// <summary>Waits until the publisher has seen every write, its own too.</summary>
    private async Task SettledAsync()
    {
        long revision;
        do
        {
            revision = world.Control.Server.Store.Revision;
            await informers.SeenAllAsync();
            await publisher.WhenIdleAsync();
        }
        while (world.Control.Server.Store.Revision != revision);
    }

    private KubeObject Service() => world.Api.Get(ServiceKind.Resource, "default", "web");

    private IEnumerable<string> Errors() => Service().Status.List("loadBalancer", "ingress").Maps().Single().List("ports").Maps()
        .Select(port => $"{port.Long("port")} {port.String("error")}");
}
