using System.Net;
using FluentAssertions;
using HandsOn.Workloads.Network;
using NUnit.Framework;
using static HandsOn.Cluster.Tests.Network.TestPods;

namespace HandsOn.Cluster.Tests.Network;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class VirtualNetworkTests
{
    private readonly TestPods pods = new();

    [Test]
    public async Task A_pod_reaches_another_pods_port()
    {
        using var server = pods.Attach("10.1.0.2");
        using var client = pods.Attach("10.1.0.3");
        Serve(server.Network, 80, "hello");

        (await ReadAsync(client.Network, "10.1.0.2", 80)).Should().Be("hello");
    }

    [Test]
    public async Task Containers_of_a_pod_reach_each_other_at_localhost_and_other_pods_do_not()
    {
        using var pod = pods.Attach("10.1.0.2");
        using var other = pods.Attach("10.1.0.3");
        Serve(pod.Network, 80, "hello");

        (await ReadAsync(pod.Network, "localhost", 80)).Should().Be("hello");
        (await FailureAsync(() => ReadAsync(other.Network, "127.0.0.1", 80))).Should().Be(NetworkFailure.ConnectionRefused);
    }

    [Test]
    public async Task HostNetwork_pods_share_the_nodes_ports()
    {
        using var one = pods.Attach("10.1.0.2", hostNetwork: true);
        using var two = pods.Attach("10.1.0.3", hostNetwork: true);
        Serve(one.Network, 80, "node");

        two.Network.Address.Should().Be(IPAddress.Parse(Node));
        (await ReadAsync(two.Network, "localhost", 80)).Should().Be("node");
        two.Network.Invoking(network => network.Listen(80)).Should().Throw<IOException>().WithMessage("Address already in use");
    }

    [Test]
    public async Task A_closed_port_refuses_and_an_unknown_address_has_no_route()
    {
        using var server = pods.Attach("10.1.0.2");
        using var client = pods.Attach("10.1.0.3");

        (await FailureAsync(() => ReadAsync(client.Network, "10.1.0.2", 80))).Should().Be(NetworkFailure.ConnectionRefused);
        (await FailureAsync(() => ReadAsync(client.Network, "10.1.0.9", 80))).Should().Be(NetworkFailure.NoRoute);
        (await FailureAsync(() => ReadAsync(client.Network, Node, 80))).Should().Be(NetworkFailure.ConnectionRefused);
    }

    [Test]
    public async Task When_a_pod_goes_its_connections_are_reset_and_its_address_is_nobodys()
    {
        using var server = pods.Attach("10.1.0.2");
        using var client = pods.Attach("10.1.0.3");
        var listener = server.Network.Listen(80);
        var stream = await client.Network.ConnectAsync("10.1.0.2", 80);
        var waiting = FailureAsync(async () => await stream.ReadExactlyAsync(new byte[1]));

        server.Dispose();

        (await waiting).Should().Be(NetworkFailure.ConnectionReset);
        (await listener.AcceptAsync()).Should().BeNull();
        (await FailureAsync(() => ReadAsync(client.Network, "10.1.0.2", 80))).Should().Be(NetworkFailure.NoRoute);
    }

    [Test]
    public async Task A_stream_that_the_other_end_closed_reads_to_its_end_and_no_longer_takes_writes()
    {
        using var server = pods.Attach("10.1.0.2");
        using var client = pods.Attach("10.1.0.3");
        var listener = server.Network.Listen(80);
        await using var near = await client.Network.ConnectAsync("10.1.0.2", 80);
        var far = (await listener.AcceptAsync())!;
        await far.Stream.WriteAsync("bye"u8.ToArray());
        far.Stream.Dispose();

        (await new StreamReader(near, leaveOpen: true).ReadToEndAsync()).Should().Be("bye");
        (await FailureAsync(async () => await near.WriteAsync(new byte[1]))).Should().Be(NetworkFailure.BrokenPipe);
        far.Remote.Address.Should().Be(IPAddress.Parse("10.1.0.3"));
    }

    [Test]
    public async Task Disposing_a_stream_ends_a_read_that_waits()
    {
        using var server = pods.Attach("10.1.0.2");
        server.Network.Listen(80);
        var stream = await server.Network.ConnectAsync("127.0.0.1", 80);
        var read = stream.ReadExactlyAsync(new byte[1]).AsTask();

        stream.Dispose();

        await read.Invoking(task => task).Should().ThrowAsync<ObjectDisposedException>();
    }

    [Test]
    public async Task A_bridge_leads_out_of_the_virtual_network()
    {
        using var client = pods.Attach("10.1.0.3");
        using (pods.Network.Bridge(new IPEndPoint(IPAddress.Parse(Node), 6443), _ => ValueTask.FromResult<Stream>(new MemoryStream("api"u8.ToArray()))))
            (await ReadAsync(client.Network, Node, 6443)).Should().Be("api");

        (await FailureAsync(() => ReadAsync(client.Network, Node, 6443))).Should().Be(NetworkFailure.ConnectionRefused);
    }
}
