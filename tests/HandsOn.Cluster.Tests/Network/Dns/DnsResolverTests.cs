using System.Net;
using FluentAssertions;
using HandsOn.Cluster.Network;
using HandsOn.Workloads.Network;
using HandsOn.Workloads.Network.Dns;
using NUnit.Framework;

namespace HandsOn.Cluster.Tests.Network.Dns;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class DnsResolverTests
{
    private const string Server = "10.1.0.10";

    private readonly TestPods pods = new();
    private readonly List<string> asked = [];

    [TestCase("web", "web.default.svc.cluster.local")]
    [TestCase("web.shop", "web.shop.default.svc.cluster.local web.shop.svc.cluster.local")]
    [TestCase("web.shop.svc.cluster.local.", "web.shop.svc.cluster.local")]
    [TestCase("a.b.c.d.e.f", "a.b.c.d.e.f")]
    public async Task Names_are_tried_by_search_list_and_ndots(string name, string expected)
    {
        using var dns = Serve("web.default.svc.cluster.local", "web.shop.svc.cluster.local", "a.b.c.d.e.f");
        using var pod = pods.Attach("10.1.0.2", nameserver: Server);

        (await pod.Network.ResolveAsync(name)).Should().Equal(IPAddress.Parse("10.96.7.7"));
        string.Join(' ', asked).Should().Be(expected);
    }

    [Test]
    public async Task An_unknown_name_fails_after_the_whole_search_list()
    {
        using var dns = Serve();
        using var pod = pods.Attach("10.1.0.2", nameserver: Server);

        (await TestPods.FailureAsync(async () => await pod.Network.ResolveAsync("nobody"))).Should().Be(NetworkFailure.NameNotFound);
        asked.Should().Equal("nobody.default.svc.cluster.local", "nobody.svc.cluster.local", "nobody.cluster.local", "nobody");
    }

    [Test]
    public async Task Without_a_server_names_stop_resolving()
    {
        using var pod = pods.Attach("10.1.0.2", nameserver: Server);

        (await TestPods.FailureAsync(async () => await pod.Network.ResolveAsync("web"))).Should().Be(NetworkFailure.NameServerUnavailable);
    }

    [Test]
    public async Task A_server_that_does_not_answer_is_given_up_after_five_seconds_twice()
    {
        using var silent = pods.Attach(Server);
        using var asked = new SemaphoreSlim(0);
        using var listening = silent.Network.ListenDatagrams(53, (_, _) =>
        {
            asked.Release();
            return ValueTask.FromResult<ReadOnlyMemory<byte>?>(null);
        });
        using var pod = pods.Attach("10.1.0.2", nameserver: Server);
        var failure = TestPods.FailureAsync(async () => await pod.Network.ResolveAsync("web"));

        await asked.WaitAsync();
        pods.Clock.Advance(TimeSpan.FromSeconds(5));
        await asked.WaitAsync();
        failure.IsCompleted.Should().BeFalse();
        pods.Clock.Advance(TimeSpan.FromSeconds(5));

        (await failure).Should().Be(NetworkFailure.NameServerUnavailable);
    }

    [Test]
    public void Messages_survive_the_wire_with_compressed_names()
    {
        var message = new DnsMessage(7, new DnsQuestion("_http._tcp.web.default.svc.cluster.local", DnsType.Srv)).Reply(DnsCode.NoError,
            new ServiceRecord("_http._tcp.web.default.svc.cluster.local", 0, 100, 80, "web.default.svc.cluster.local", 30),
            new NameRecord("x.default.svc.cluster.local", DnsType.Cname, "web.default.svc.cluster.local", 30),
            new TextRecord("dns-version.cluster.local", "1.1.0", 28800))
            with
        {
            Authorities = [new AuthorityRecord("cluster.local", "ns.dns.cluster.local", "hostmaster.cluster.local", 5, 30, 30)],
            Additional = [new AddressRecord("web.default.svc.cluster.local", IPAddress.Parse("10.96.1.2"), 30)],
        };
        var bytes = DnsWire.Write(message);

        DnsWire.Read(bytes).Should().BeEquivalentTo(message, options => options.RespectingRuntimeTypes());
        bytes.Length.Should().BeLessThan(300);
    }

    private IPodAttachment Serve(params string[] names)
    {
        var server = pods.Attach(Server);
        server.Network.ListenDatagrams(53, (datagram, _) =>
        {
            var query = DnsWire.Read(datagram.Span);
            asked.Add(query.Question.Name);
            var reply = names.Contains(query.Question.Name)
                ? query.Reply(DnsCode.NoError, new AddressRecord(query.Question.Name, IPAddress.Parse("10.96.7.7"), 30))
                : query.Reply(DnsCode.NameError);
            return ValueTask.FromResult<ReadOnlyMemory<byte>?>(DnsWire.Write(reply));
        });
        return server;
    }
}
