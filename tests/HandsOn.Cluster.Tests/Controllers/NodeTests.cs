using FluentAssertions;
using HandsOn.Cluster.Api.Pods;
using HandsOn.Cluster.Api.Resources;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Cluster.Client;
using HandsOn.Cluster.Controllers;
using HandsOn.Cluster.Controllers.Pods;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using NUnit.Framework;

namespace HandsOn.Cluster.Tests.Controllers;

public class NodeTests : ControllerTest
{
    private protected override ControllerOptions Options { get; } = new();

    [Test]
    public async Task A_node_that_falls_silent_becomes_unknown_and_its_pods_leave_service()
    {
        await Cluster.CreateAsync(DeploymentKind.Resource, TestCluster.Deployment("d", 1));
        await Kubelet.RunAsync();
        await TolerateAsync(300);
        await Cluster.AdvanceAsync(TimeSpan.FromSeconds(49));
        Node.Condition("Ready")!.String("status").Should().Be("True");

        await Cluster.AdvanceAsync(TimeSpan.FromSeconds(1));
        Node.Condition("Ready")!.Without("lastHeartbeatTime").Without("lastTransitionTime").ToString().Should().Be(
            """{"type":"Ready","status":"Unknown","reason":"NodeStatusUnknown","message":"Kubelet stopped posting node status."}""");
        Taints.Should().Equal("node.kubernetes.io/unreachable:NoSchedule", "node.kubernetes.io/unreachable:NoExecute");
        Cluster.Pods.Single().IsReady().Should().BeFalse();
        Cluster.Events("node1").Should().Equal(
            "Normal RegisteredNode Node node1 event: Registered Node node1 in Controller", "Normal NodeNotReady Node node1 status is now: NodeNotReady");

        await Cluster.AdvanceAsync(TimeSpan.FromSeconds(299));
        Cluster.Pods.Single().IsTerminating.Should().BeFalse();
        await Cluster.AdvanceAsync(TimeSpan.FromSeconds(1));
        Cluster.Pods.Should().Contain(p => p.IsTerminating).And.Contain(p => p.IsActive(), "the ReplicaSet replaces it");
    }

    [Test]
    public async Task A_renewed_lease_keeps_a_node_ready_and_a_node_that_speaks_again_loses_its_taints()
    {
        await Cluster.CreateAsync(NamespaceKind.Resource, """{"metadata":{"name":"kube-node-lease"}}""");
        await Cluster.AdvanceAsync(TimeSpan.FromSeconds(40));
        await Cluster.CreateAsync(LeaseKind.Resource, """{"metadata":{"name":"node1","namespace":"kube-node-lease"},"spec":{"renewTime":"2026-01-01T00:00:40.000000Z"}}""");
        await Cluster.AdvanceAsync(TimeSpan.FromSeconds(49));
        Taints.Should().BeEmpty();
        await Cluster.AdvanceAsync(TimeSpan.FromSeconds(1));
        Taints.Should().HaveCount(2);

        await Cluster.ChangeAsync(NodeKind.Resource, "node1", n => n.WithStatus(n.Status.With("conditions", JsonList.Of(
            JsonMap.Of(("type", "Ready"), ("status", "True"), ("lastHeartbeatTime", "2026-01-01T00:01:30Z"))))), "status", "");
        Taints.Should().BeEmpty();
    }

    [Test]
    public async Task Conditions_and_cordoning_become_taints_and_foreign_taints_stay()
    {
        await Cluster.ChangeAsync(NodeKind.Resource, "node1", n => n.SetIn(true, "spec", "unschedulable")
            .SetIn(JsonList.Of(JsonMap.Of(("key", "example.com/own"), ("effect", "NoSchedule"))), "spec", "taints"), "", "");
        await Cluster.ChangeAsync(NodeKind.Resource, "node1", n => n.WithStatus(n.Status.With("conditions", n.Status.List("conditions").Add(
            JsonMap.Of(("type", "DiskPressure"), ("status", "True"))))), "status", "");

        Taints.Should().BeEquivalentTo(
            "example.com/own:NoSchedule", "node.kubernetes.io/unschedulable:NoSchedule", "node.kubernetes.io/disk-pressure:NoSchedule");
    }

    private KubeObject Node => Cluster.Get(NodeKind.Resource, "node1", "");

    private IEnumerable<string> Taints => Node.Spec.List("taints").Maps().Select(t => $"{t.String("key")}:{t.String("effect")}");

    private Task TolerateAsync(int seconds) => Cluster.ChangeAsync(PodKind.Resource, Cluster.Pods.Single().Name, p => p.SetIn(
        JsonList.Of(JsonMap.Of(("key", "node.kubernetes.io/unreachable"), ("operator", "Exists"), ("effect", "NoExecute"), ("tolerationSeconds", seconds))), "spec", "tolerations"));
}
