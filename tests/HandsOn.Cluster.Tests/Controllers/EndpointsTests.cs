using FluentAssertions;
using HandsOn.Cluster.Api.Resources;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using NUnit.Framework;

namespace HandsOn.Cluster.Tests.Controllers;

public class EndpointsTests : ControllerTest
{
    [Test]
    public async Task A_service_without_pods_has_an_empty_slice_and_empty_endpoints()
    {
        var service = await Cluster.CreateAsync(ServiceKind.Resource, TestCluster.Service("w"));
        await Cluster.SettledAsync();

        var slice = Slice();
        slice.Name.Should().MatchRegex("^w-[a-z0-9]{5}$");
        slice.Root.Without("metadata").ToString().Should().Be(
            """{"apiVersion":"discovery.k8s.io/v1","kind":"EndpointSlice","addressType":"IPv4","endpoints":null,"ports":null}""");
        slice.Labels.ToString().Should().Be(
            """{"kubernetes.io/service-name":"w","endpointslice.kubernetes.io/managed-by":"endpointslice-controller.k8s.io"}""");
        slice.Annotations.String("endpoints.kubernetes.io/last-change-trigger-time").Should().Be(service.Metadata.String("creationTimestamp"));
        slice.Controller!.Uid.Should().Be(service.Uid);
        Endpoints().Labels.ToString().Should().Be("""{"endpoints.kubernetes.io/managed-by":"endpoint-controller"}""");
        Endpoints().Root.ContainsKey("subsets").Should().BeFalse();
    }

    [Test]
    public async Task Ready_pods_are_endpoints_and_the_slice_keeps_its_name()
    {
        await Cluster.CreateAsync(ServiceKind.Resource, TestCluster.Service("w"));
        await Cluster.SettledAsync();
        var name = Slice().Name;
        await Cluster.CreateAsync(ReplicaSetKind.Resource, TestCluster.ReplicaSet("w", 1));
        await Kubelet.RunAsync();

        var pod = Cluster.Pods.Single();
        Slice().Name.Should().Be(name);
        Slice().Root.List("endpoints").ToString().Should().Be($$$"""
            [{"addresses":["10.244.0.1"],"conditions":{"ready":true,"serving":true,"terminating":false},"targetRef":{"kind":"Pod","namespace":"ns","name":"{{{pod.Name}}}","uid":"{{{pod.Uid}}}"},"nodeName":"node1","zone":"a"}]
            """);
        Slice().Root.List("ports").ToString().Should().Be("""[{"name":"","protocol":"TCP","port":80}]""");
        Endpoints().Root.List("subsets").ToString().Should().Be($$$"""
            [{"addresses":[{"ip":"10.244.0.1","nodeName":"node1","targetRef":{"kind":"Pod","namespace":"ns","name":"{{{pod.Name}}}","uid":"{{{pod.Uid}}}"}}],"ports":[{"port":80,"protocol":"TCP"}]}]
            """);
    }

    [Test]
    public async Task A_terminating_pod_stays_in_the_slice_but_is_not_ready_and_leaves_the_endpoints()
    {
        await Cluster.CreateAsync(ServiceKind.Resource, TestCluster.Service("w"));
        await Cluster.CreateAsync(ReplicaSetKind.Resource, TestCluster.ReplicaSet("w", 1));
        await Kubelet.RunAsync();

        await Cluster.Client.DeleteAsync(ReplicaSetKind.Resource, "ns", "w");
        await Cluster.SettledAsync();

        Slice().Root.List("endpoints").Maps().Single().Map("conditions").ToString().Should().Be("""{"ready":false,"serving":true,"terminating":true}""");
        Endpoints().Root.ContainsKey("subsets").Should().BeFalse();
    }

    [TestCase("http", 8080)]
    [TestCase("admin", null)]
    public async Task A_named_target_port_is_looked_up_in_the_pod(string target, int? expected)
    {
        await Cluster.CreateAsync(ServiceKind.Resource, TestCluster.Service("w").Replace("\"targetPort\":80", $"\"targetPort\":\"{target}\""));
        await Cluster.CreateAsync(ReplicaSetKind.Resource, TestCluster.ReplicaSet("w", 1).Replace("\"containerPort\":80", "\"name\":\"http\",\"containerPort\":8080"));
        await Kubelet.RunAsync();

        Slice().Root.List("ports").Maps().FirstOrDefault()?.Long("port").Should().Be(expected);
        Endpoints().Root.List("subsets").Count.Should().Be(expected is null ? 0 : 1);
    }

    [Test]
    public async Task Not_ready_pods_are_published_only_where_the_service_says_so()
    {
        await Cluster.CreateAsync(ServiceKind.Resource, TestCluster.Service("w", "\"clusterIP\":\"None\",\"publishNotReadyAddresses\":true,"));
        await Cluster.CreateAsync(ServiceKind.Resource, TestCluster.Service("v").Replace("\"app\":\"v\"", "\"app\":\"w\""));
        await Cluster.CreateAsync(ReplicaSetKind.Resource, TestCluster.ReplicaSet("w", 1));
        await Cluster.SettledAsync();
        await Kubelet.ReadyAsync(Cluster.Pods.Single(), ready: false);
        await Cluster.SettledAsync();

        Condition("w").Should().Be("""{"ready":true,"serving":false,"terminating":false}""");
        Condition("v").Should().Be("""{"ready":false,"serving":false,"terminating":false}""");
        Slice().Labels.ContainsKey("service.kubernetes.io/headless").Should().BeTrue();
        Endpoints("v").Root.List("subsets").Maps().Single().List("notReadyAddresses").Count.Should().Be(1);
    }

    [Test]
    public async Task A_service_without_selector_is_left_alone()
    {
        await Cluster.CreateAsync(ServiceKind.Resource, """{"metadata":{"name":"w"},"spec":{"ports":[{"port":80}]}}""");
        await Cluster.SettledAsync();

        Cluster.List(EndpointSliceKind.Resource).Should().BeEmpty();
        Cluster.List(EndpointsKind.Resource).Should().BeEmpty();
    }

    [Test]
    public async Task More_than_a_hundred_endpoints_take_several_slices()
    {
        await Cluster.CreateAsync(ServiceKind.Resource, TestCluster.Service("w"));
        await Cluster.CreateAsync(ReplicaSetKind.Resource, TestCluster.ReplicaSet("w", 230));
        await Kubelet.RunAsync();
        Sizes().Should().HaveCount(3).And.OnlyContain(n => n <= 100);
        Sizes().Sum().Should().Be(230);

        await Cluster.ChangeAsync(ReplicaSetKind.Resource, "w", s => s.SetIn(1, "spec", "replicas"));
        await Kubelet.RunAsync();
        Sizes().Should().Equal(1);
    }

    [Test]
    public async Task A_deleted_slice_comes_back_and_a_deleted_service_takes_its_slices_and_endpoints_with_it()
    {
        await Cluster.CreateAsync(ServiceKind.Resource, TestCluster.Service("w"));
        await Cluster.SettledAsync();
        await Cluster.Client.DeleteAsync(EndpointSliceKind.Resource, "ns", Slice().Name);
        await Cluster.SettledAsync();
        Slice().Should().NotBeNull();

        await Cluster.Client.DeleteAsync(ServiceKind.Resource, "ns", "w");
        await Cluster.SettledAsync();
        Cluster.List(EndpointSliceKind.Resource).Should().BeEmpty();
        Cluster.List(EndpointsKind.Resource).Should().BeEmpty();
    }

    private IReadOnlyList<int> Sizes() => [.. Cluster.List(EndpointSliceKind.Resource).Select(s => s.Root.List("endpoints").Count)];

    private string Condition(string service) => Slice(service).Root.List("endpoints").Maps().Single().Map("conditions").ToString();

    private KubeObject Slice(string service = "w") =>
        Cluster.List(EndpointSliceKind.Resource).Single(s => s.Labels.String("kubernetes.io/service-name") == service);

    private KubeObject Endpoints(string service = "w") => Cluster.Get(EndpointsKind.Resource, service);
}
