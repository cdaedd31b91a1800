using FluentAssertions;
using HandsOn.Cluster.Api.Resources;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Kubernetes.Objects;
using NUnit.Framework;

namespace HandsOn.Cluster.Tests.Kubelet;

internal sealed class StaticPodTests
{
    private static readonly KubeObject Manifest = KubeObject.Parse(
        """{"apiVersion":"v1","kind":"Pod","metadata":{"name":"etcd","namespace":"kube-system"},"spec":{"hostNetwork":true,"containers":[{"name":"etcd","image":"etcd"}]}}""");

    [Test]
    public async Task A_static_pod_is_shown_by_a_mirror_that_the_node_owns()
    {
        await using var nodes = new TestNodes();
        var node = await nodes.StartNodeAsync();

        node.RunStaticPod(Manifest);
        var mirror = (await nodes.WaitAsync("etcd-node1", p => p?.HasCondition("Ready") == true))!;

        mirror.Controller.Should().BeEquivalentTo(new { Kind = "Node", Name = "node1" }, o => o.ExcludingMissingMembers());
        mirror.Annotations.String("kubernetes.io/config.mirror").Should().Be(mirror.Annotations.String("kubernetes.io/config.hash"));
        mirror.Status.String("podIP").Should().Be("192.168.65.3");
    }

    [Test]
    public async Task A_deleted_mirror_comes_back_and_its_container_runs_on()
    {
        await using var nodes = new TestNodes();
        var node = await nodes.StartNodeAsync();
        node.RunStaticPod(Manifest);
        var first = (await nodes.WaitAsync("etcd-node1", p => p?.HasCondition("Ready") == true))!;

        await nodes.Client.DeleteAsync(PodKind.Resource, "kube-system", "etcd-node1");
        var second = (await nodes.WaitAsync("etcd-node1", p => p is not null && p.Uid != first.Uid && p.HasCondition("Ready")))!;

        ContainerId(second).Should().Be(ContainerId(first));
        second.Status.List("containerStatuses").Maps().Single().Long("restartCount").Should().Be(0);
    }

    [Test]
    public async Task A_static_pod_whose_container_is_killed_is_restarted()
    {
        await using var nodes = new TestNodes();
        var node = await nodes.StartNodeAsync();
        node.RunStaticPod(Manifest);
        var pod = (await nodes.WaitAsync("etcd-node1", p => p?.HasCondition("Ready") == true))!;

        node.Find(pod)!.Find("etcd")!.Current!.Context!.Kill();

        var restarted = (await nodes.WaitAsync("etcd-node1", p =>
            p?.HasCondition("Ready") == true && p.Status.List("containerStatuses").Maps().Single().Long("restartCount") == 1))!;
        restarted.Uid.Should().Be(pod.Uid);
        ContainerId(restarted).Should().NotBe(ContainerId(pod));
    }

    private static string? ContainerId(KubeObject pod) => pod.Status.List("containerStatuses").Maps().Single().String("containerID");
}
