using FluentAssertions;
using HandsOn.Cluster.Api.Resources;
using HandsOn.Cluster.Api.Resources.Kinds;
using NUnit.Framework;

namespace HandsOn.Cluster.Tests.Workloads.CoreDns;

public sealed class CoreDnsTests
{
    private TestWorld world = null!;
    private TestContainer dns = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        world = await TestWorld.StartAsync();
        dns = world.Run("registry.k8s.io/coredns/coredns:v1.12.0", "kube-system", "coredns");
        await world.CreateAsync(EndpointSliceKind.Resource, $$$$"""
            {"kind":"EndpointSlice","apiVersion":"discovery.k8s.io/v1","metadata":{"name":"kube-dns-1","namespace":"kube-system","labels":{"kubernetes.io/service-name":"kube-dns"}},"addressType":"IPv4",
             "ports":[{"name":"dns","port":53,"protocol":"UDP"},{"name":"dns-tcp","port":53,"protocol":"TCP"}],"endpoints":[{"addresses":["{{{{dns.Network.Address}}}}"],"conditions":{"ready":true}}]}
            """);
        await world.ServeAsync("web", 80, 8080, "default", "\"clusterIP\":\"10.96.3.4\",", dns);
        await world.ServeAsync("db", 5432, 5432, "default", "\"clusterIP\":\"None\",", dns);
        await world.CreateAsync(ServiceKind.Resource, """{"kind":"Service","apiVersion":"v1","metadata":{"name":"out","namespace":"default"},"spec":{"type":"ExternalName","externalName":"web.default.svc.cluster.local"}}""");
        await dns.UntilAsync(async () => (await world.ShellAsync("nslookup out")).Contains("10.96.3.4"), "CoreDNS does not answer");
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await world.DisposeAsync();

    [TestCase("nslookup web", "Name:\tweb.default.svc.cluster.local\nAddress: 10.96.3.4")]
    [TestCase("nslookup web.default", "Name:\tweb.default.svc.cluster.local\nAddress: 10.96.3.4")]
    [TestCase("nslookup kubernetes.default.svc.cluster.local.", "Address: 10.96.0.1")]
    [TestCase("nslookup 10.96.3.4", "4.3.96.10.in-addr.arpa\tname = web.default.svc.cluster.local.")]
    [TestCase("nslookup out", "out.default.svc.cluster.local\tcanonical name = web.default.svc.cluster.local.\nName:\tweb.default.svc.cluster.local\nAddress: 10.96.3.4")]
    [TestCase("nslookup db", "Name:\tdb.default.svc.cluster.local\nAddress: 10.1.0.21")]
    [TestCase("nslookup 10-1-0-21.db", "Address: 10.1.0.21")]
    [TestCase("nslookup 10-1-2-3.default.pod.cluster.local", "Address: 10.1.2.3")]
    [TestCase("nslookup -type=srv _main._tcp.web", "_main._tcp.web.default.svc.cluster.local\tservice = 0 100 80 web.default.svc.cluster.local.")]
    [TestCase("nslookup nobody", "** server can't find nobody: NXDOMAIN")]
    [TestCase("nslookup example.com", "** server can't find example.com: NXDOMAIN")]
    [TestCase("wget -qO- http://web.default:81/", "wget: can't connect to remote host (web.default): Connection refused")]
    public async Task Names_resolve_from_a_pod(string command, string expected) => (await world.ShellAsync(command)).Should().Contain(expected);

    [Test]
    public async Task Health_and_readiness_are_answered() =>
        (await world.ShellAsync($"curl -s http://{dns.Network.Address}:8181/ready; curl -s http://{dns.Network.Address}:8080/health")).Should().Be("OKOK");

    [Test]
    public async Task Before_1_21_it_reads_the_endpoint_slices_that_are_served_there()
    {
        await using var old = await TestWorld.StartAsync(20);
        var server = old.Run("k8s.gcr.io/coredns:1.7.0", "kube-system", "coredns");

        await server.OpensAsync(8181);
        await server.UntilAsync(async () => await ReadyAsync() == "OK", "it does not become ready");
        server.Log.Should().NotContain("failed to list");

        Task<string> ReadyAsync() => old.ShellAsync($"curl -s http://{server.Network.Address}:8181/ready");
    }

    [Test]
    public async Task Without_its_servers_names_stop_resolving()
    {
        await using var other = await TestWorld.StartAsync();

        (await other.ShellAsync("nslookup kubernetes")).Should().Contain("no servers could be reached");
    }
}
