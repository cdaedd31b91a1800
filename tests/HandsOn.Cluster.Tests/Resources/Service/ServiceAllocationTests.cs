using FluentAssertions;
using HandsOn.Kubernetes.Objects;
using NUnit.Framework;

namespace HandsOn.Cluster.Tests.Resources.Service;

public class ServiceAllocationTests
{
    private TestKinds cluster = null!;

    [SetUp]
    public void SetUp() => cluster = new TestKinds();

    [TearDown]
    public void TearDown() => cluster.Dispose();

    [Test]
    public void Every_service_gets_an_address_of_its_own()
    {
        var addresses = Enumerable.Range(0, 200).Select(i => Create($"s{i}").Spec.String("clusterIP")).ToList();

        addresses.Should().OnlyHaveUniqueItems().And.AllSatisfy(a => a.Should().MatchRegex(@"^10\.(9[6-9]|10\d|11[01])\."));
    }

    [Test]
    public void An_address_can_be_asked_for_once()
    {
        Create("dns", "'clusterIP': '10.96.0.10',").Spec.List("clusterIPs").Should().Equal("10.96.0.10");

        cluster.Refusal(Service("other", "'clusterIP': '10.96.0.10',")).Should().Be(
            "Service \"other\" is invalid: spec.clusterIPs: Invalid value: [\"10.96.0.10\"]: failed to allocate IP 10.96.0.10: provided IP is already allocated");
    }

    [TestCase(36, "the provided network does not match the current range")]
    [TestCase(32, "the provided IP (11.1.1.1) is not in the valid range. The range of valid IPs is 10.96.0.0/12")]
    public void An_address_out_of_range_is_refused(int minor, string why)
    {
        using var other = new TestKinds(minor);

        other.Refusal(Service("s", "'clusterIP': '11.1.1.1',")).Should().EndWith($"failed to allocate IP 11.1.1.1: {why}");
    }

    [Test]
    public void A_deleted_service_gives_its_address_and_node_ports_back()
    {
        const string wants = "'clusterIP': '10.96.7.7', 'type': 'NodePort',";
        var first = cluster.Create(Service("a", wants, nodePort: 30080));
        cluster.Delete(first);

        cluster.Create(Service("b", wants, nodePort: 30080)).Spec.String("clusterIP").Should().Be("10.96.7.7");
    }

    [Test]
    public void A_service_that_is_refused_holds_nothing()
    {
        cluster.Refusal(Service("a", "'clusterIP': '10.96.7.7', 'type': 'NodePort', 'sessionAffinity': 'Foo',", nodePort: 30080)).Should().Contain("sessionAffinity");

        cluster.Create(Service("b", "'clusterIP': '10.96.7.7', 'type': 'NodePort',", nodePort: 30080)).Name.Should().Be("b");
    }

    [Test]
    public void A_dry_run_holds_nothing()
    {
        var body = KubeObject.Parse(TestKinds.Json(Service("a", "'clusterIP': '10.96.7.7',"))).Root;
        cluster.Create(body, dryRun: true);

        cluster.Create(body).Spec.String("clusterIP").Should().Be("10.96.7.7");
    }

    [Test]
    public void Both_protocols_of_a_port_share_its_node_port()
    {
        var service = cluster.Create(
            "{'apiVersion': 'v1', 'kind': 'Service', 'metadata': {'name': 's'}, 'spec': {'type': 'NodePort', 'ports': ["
            + "{'name': 'a', 'port': 53}, {'name': 'b', 'port': 53, 'protocol': 'UDP'}]}}");

        service.Spec.List("ports").Maps().Select(p => p.Long("nodePort")).Distinct().Should().ContainSingle().Which.Should().BeInRange(30000, 32767);
    }

    [Test]
    public void A_taken_node_port_is_refused_and_the_address_given_back()
    {
        cluster.Create(Service("a", "'type': 'NodePort',", nodePort: 30080));

        cluster.Refusal(Service("b", "'clusterIP': '10.96.7.7', 'type': 'NodePort',", nodePort: 30080)).Should().Be(
            "Service \"b\" is invalid: spec.ports[0].nodePort: Invalid value: 30080: provided port is already allocated");
        cluster.Create(Service("c", "'clusterIP': '10.96.7.7',")).Name.Should().Be("c");
    }

    [Test]
    public void A_client_that_does_not_know_the_address_and_node_port_keeps_them()
    {
        var before = cluster.Create(Service("a", "'type': 'NodePort',"));
        var sent = KubeObject.Parse(TestKinds.Json(Service("a", "'type': 'NodePort', 'selector': {'x': 'y'},")));

        var after = cluster.Change(before, _ => sent);

        after.Spec["clusterIPs"].Should().Be(before.Spec["clusterIPs"]);
        after.Spec["ports"].Should().Be(before.Spec["ports"]);
    }

    [Test]
    public void A_service_that_becomes_an_alias_loses_address_ports_and_policies_and_gets_new_ones_back()
    {
        var item = cluster.Create(Service("a", "'clusterIP': '10.96.7.7', 'type': 'NodePort',", nodePort: 30080));

        item = cluster.Change(item, s => s.SetIn("ExternalName", "spec", "type").SetIn("x.y", "spec", "externalName"));

        item.Spec.Keys.Should().BeEquivalentTo("externalName", "ports", "sessionAffinity", "type");
        cluster.Create(Service("b", "'clusterIP': '10.96.7.7', 'type': 'NodePort',", nodePort: 30080)).Name.Should().Be("b");
        item = cluster.Change(item, s => s.SetIn("ClusterIP", "spec", "type").RemoveIn("spec", "externalName"));
        item.Spec.String("clusterIP").Should().StartWith("10.").And.NotBe("10.96.7.7");
    }

    [Test]
    public void A_local_load_balancer_gets_a_health_check_port_and_loses_it_with_its_policy()
    {
        var item = cluster.Create(Service("a", "'type': 'LoadBalancer', 'externalTrafficPolicy': 'Local',"));
        item.Spec.Long("healthCheckNodePort").Should().BeInRange(30000, 32767);

        item = cluster.Change(item, s => s.SetIn("Cluster", "spec", "externalTrafficPolicy"));

        item.Spec.ContainsKey("healthCheckNodePort").Should().BeFalse();
    }

    private static string Service(string name, string spec = "", int nodePort = 0) =>
        $"{{'apiVersion': 'v1', 'kind': 'Service', 'metadata': {{'name': '{name}'}}, 'spec': {{{spec} 'ports': [{{'port': 80{(nodePort == 0 ? "" : $", 'nodePort': {nodePort}")}}}]}}}}";

    private KubeObject Create(string name, string spec = "") => cluster.Create(Service(name, spec));
}
