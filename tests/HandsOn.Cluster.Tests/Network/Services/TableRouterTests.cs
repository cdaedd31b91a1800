using System.Net;
using FluentAssertions;
using HandsOn.Cluster.Network.Services;
using HandsOn.Kubernetes.Naming;
using HandsOn.Kubernetes.Objects;
using HandsOn.Testing;
using HandsOn.Workloads.Network;
using NUnit.Framework;

namespace HandsOn.Cluster.Tests.Network.Services;

public sealed class TableRouterTests
{
    private static readonly IPAddress NodeA = IPAddress.Parse("192.168.65.3");
    private static readonly IPAddress Client = IPAddress.Parse("10.1.0.99");
    private static readonly IPEndPoint ClusterIp = new(IPAddress.Parse("10.96.1.1"), 80);

    private readonly ManualTimeProvider clock = new();

    [TestCase("", "ready a 10.1.0.2, ready b 10.1.0.3", "10.1.0.2:8080 10.1.0.3:8080", TestName = "Ready endpoints share the traffic")]
    [TestCase("", "ready a 10.1.0.2, unready b 10.1.0.3", "10.1.0.2:8080", TestName = "An endpoint that is not ready gets nothing")]
    [TestCase("", "terminating a 10.1.0.2, unready b 10.1.0.3", "10.1.0.2:8080", TestName = "Without ready endpoints those that terminate but serve are used")]
    [TestCase("", "unready a 10.1.0.2", "ConnectionRefused", TestName = "Without endpoints the connection is refused")]
    [TestCase("'internalTrafficPolicy':'Local',", "ready a 10.1.0.2, ready b 10.1.0.3", "10.1.0.2:8080", TestName = "internalTrafficPolicy Local stays on the node")]
    [TestCase("'internalTrafficPolicy':'Local',", "ready b 10.1.0.3", "TimedOut", TestName = "internalTrafficPolicy Local drops without an endpoint on the node")]
    public void Routing_to_a_ClusterIP(string spec, string endpoints, string expected) =>
        Reached(Router(spec, endpoints), new ConnectionSource(NodeA, Client), ClusterIp).Should().Be(expected);

    [TestCase("'type':'NodePort',", "10.1.0.2:8080 10.1.0.3:8080")]
    [TestCase("'type':'NodePort','externalTrafficPolicy':'Local',", "10.1.0.2:8080")]
    public void Routing_to_a_NodePort_from_outside(string spec, string expected)
    {
        var router = Router(spec, "ready a 10.1.0.2, ready b 10.1.0.3");

        Reached(router, new ConnectionSource(NodeA, Client, External: true), new IPEndPoint(NodeA, 30080)).Should().Be(expected);
        router.Route(new ConnectionSource(NodeA, Client), new IPEndPoint(NodeA, 30081), TransportProtocol.Tcp).Should().BeNull();
    }

    [Test]
    public void A_load_balancers_address_leads_to_the_endpoints() =>
        Reached(Router("'type':'LoadBalancer',", "ready a 10.1.0.2"), new ConnectionSource(NodeA, Client), new IPEndPoint(IPAddress.Parse("172.18.0.9"), 80)).Should().Be("10.1.0.2:8080");

    [Test]
    public void A_port_that_the_Service_does_not_have_is_refused() =>
        Reached(Router("", "ready a 10.1.0.2"), new ConnectionSource(NodeA, Client), new IPEndPoint(ClusterIp.Address, 81)).Should().Be("ConnectionRefused");

    [Test]
    public void Session_affinity_keeps_a_client_until_it_has_been_away_too_long()
    {
        var endpoints = string.Join(", ", Enumerable.Range(2, 40).Select(n => $"ready a 10.1.0.{n}"));
        var router = Router("'sessionAffinity':'ClientIP','sessionAffinityConfig':{'clientIP':{'timeoutSeconds':60}},", endpoints);
        var source = new ConnectionSource(NodeA, Client);

        var first = router.Route(source, ClusterIp, TransportProtocol.Tcp);
        for (var i = 0; i < 20; i++)
        {
            clock.Advance(TimeSpan.FromSeconds(59));
            router.Route(source, ClusterIp, TransportProtocol.Tcp).Should().Be(first);
        }
        clock.Advance(TimeSpan.FromSeconds(61));
        router.Route(source, ClusterIp, TransportProtocol.Tcp).Should().NotBe(first);
    }

    private TableRouter Router(string spec, string endpoints)
    {
        var service = KubeObject.Parse(($$$$"""
            {'kind':'Service','metadata':{'name':'web','namespace':'default'},'spec':{ {{{{spec}}}} 'clusterIP':'10.96.1.1',
             'ports':[{'name':'http','port':80,'protocol':'TCP','nodePort':30080}]},'status':{'loadBalancer':{'ingress':[{'ip':'172.18.0.9'}]}}}
            """).Replace('\'', '"'));
        var items = endpoints.Split(", ").Select(text => text.Split(' ')).Select(words => $$$$"""
            {'addresses':['{{{{words[2]}}}}'],'nodeName':'{{{{words[1]}}}}','conditions':{'ready':{{{{(words[0] == "ready" ? "true" : "false")}}}},
             'serving':{{{{(words[0] == "unready" ? "false" : "true")}}}},'terminating':{{{{(words[0] == "terminating" ? "true" : "false")}}}} } }
            """);
        var slice = KubeObject.Parse(($$$$"""
            {'kind':'EndpointSlice','metadata':{'name':'web-1','namespace':'default','labels':{'kubernetes.io/service-name':'web'}},
             'ports':[{'name':'http','port':8080,'protocol':'TCP'},{'name':'other','port':9090,'protocol':'TCP'}],'endpoints':[{{{{string.Join(',', items)}}}}]}
            """).Replace('\'', '"'));
        var node = KubeObject.Parse($$$$"""{"kind":"Node","metadata":{"name":"a"},"status":{"addresses":[{"type":"InternalIP","address":"{{{{NodeA}}}}"}]}}""");
        var slices = new ObjectIndex(item => [$"{item.Namespace}/{item.Labels.String(WellKnownLabels.ServiceName)}"]);
        slices.Change(null, slice);
        return new TableRouter(clock, new SeededRandomSource(1)) { Table = RoutingTableBuilder.Build([service], slices, [node]) };
    }

    private static string Reached(TableRouter router, ConnectionSource source, IPEndPoint destination)
    {
        try
        {
            var seen = Enumerable.Range(0, 50).Select(_ => router.Route(source, destination, TransportProtocol.Tcp)!.ToString());
            return string.Join(' ', seen.Distinct().Order(StringComparer.Ordinal));
        }
        catch (NetworkException failed)
        {
            return failed.Failure.ToString();
        }
    }
}
