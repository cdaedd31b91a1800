using FluentAssertions;
using HandsOn.Cluster.Api.Pods;
using HandsOn.Cluster.Api.Resources;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Cluster.Controllers.DaemonSet;
using HandsOn.Cluster.Controllers.Pods;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using NUnit.Framework;

namespace HandsOn.Cluster.Tests.Controllers;

public class DaemonSetTests : ControllerTest
{
    private const string Affinity =
        """{"nodeAffinity":{"requiredDuringSchedulingIgnoredDuringExecution":{"nodeSelectorTerms":[{"matchFields":[{"key":"metadata.name","operator":"In","values":["node1"]}]}]}}}""";

    [Test]
    public async Task Every_node_gets_one_pod_made_for_it_and_a_new_node_too()
    {
        await CreateAsync();
        await RunAsync();
        var pod = Cluster.Pods.Single();
        pod.Spec.Map("affinity").ToString().Should().Be(Affinity);
        pod.Spec.List("tolerations").Maps().Select(t => t.String("key")).Should().Equal(
            "node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable", "node.kubernetes.io/disk-pressure",
            "node.kubernetes.io/memory-pressure", "node.kubernetes.io/pid-pressure", "node.kubernetes.io/unschedulable");
        var revision = Cluster.List(ControllerRevisionKind.Resource).Single();
        pod.Labels.String(DaemonPod.HashLabel).Should().Be(revision.Labels.String(DaemonPod.HashLabel));
        revision.Name.Should().Be($"ds-{pod.Labels.String(DaemonPod.HashLabel)}");
        revision.Root.Long("revision").Should().Be(1);
        Set.Status.ToString().Should().Be(
            """{"currentNumberScheduled":1,"numberMisscheduled":0,"desiredNumberScheduled":1,"numberReady":1,"observedGeneration":1,"updatedNumberScheduled":1,"numberAvailable":1}""");

        await Cluster.AddNodeAsync("node2");
        await RunAsync();
        Cluster.Pods.Select(DaemonPod.TargetNode).Should().BeEquivalentTo("node1", "node2");
    }

    [Test]
    public async Task Nodes_that_do_not_fit_get_none_and_one_that_no_longer_fits_loses_its_pod()
    {
        await Cluster.AddNodeAsync("node2", ",\"disk\":\"ssd\"");
        await CreateAsync("\"nodeSelector\":{\"disk\":\"ssd\"},");
        await RunAsync();
        Cluster.Pods.Select(DaemonPod.TargetNode).Should().Equal("node2");

        await Cluster.ChangeAsync(NodeKind.Resource, "node2", n => n.RemoveIn("metadata", "labels", "disk"), "", "");
        await RunAsync();
        Cluster.Pods.Should().BeEmpty();
    }

    [Test]
    public async Task A_new_template_rolls_out_one_node_at_a_time()
    {
        await Cluster.AddNodeAsync("node2");
        await Cluster.AddNodeAsync("node3");
        await CreateAsync();
        await RunAsync();

        await Cluster.ChangeAsync(DaemonSetKind.Resource, "ds", d => d.SetIn(
            d.Spec.List("template", "spec", "containers").MapEach(c => c.With("image", "nginx:2")), "spec", "template", "spec", "containers"));
        Cluster.Pods.Count(p => p.IsTerminating).Should().Be(1);
        await RunAsync();

        Cluster.Pods.Should().HaveCount(3).And.OnlyContain(p => Image(p) == "nginx:2");
        Cluster.List(ControllerRevisionKind.Resource).Select(r => r.Root.Long("revision")).Should().BeEquivalentTo([1L, 2L]);
        Set.Status.Long("updatedNumberScheduled").Should().Be(3);
    }

    private KubeObject Set => Cluster.Get(DaemonSetKind.Resource, "ds");

    private static string? Image(KubeObject pod) => pod.Spec.List("containers").Maps().First().String("image");

    private async Task CreateAsync(string spec = "") => await Cluster.CreateAsync(DaemonSetKind.Resource, $$$"""
        {"metadata":{"name":"ds"},"spec":{"selector":{"matchLabels":{"d":"s"}},
         "template":{"metadata":{"labels":{"d":"s"}},"spec":{ {{{spec}}}"containers":[{"name":"c","image":"nginx"}]} } } }
        """);

    /// <summary>Each pod becomes ready on the node that it was made for.</summary>
    private async Task RunAsync()
    {
        await Cluster.SettledAsync();
        foreach (var node in Cluster.List(NodeKind.Resource, ""))
            await new FakeKubelet(Cluster, node.Name).RunAsync(p => DaemonPod.TargetNode(p) == node.Name);
        if (Cluster.Pods.Any(p => p.IsTerminating || !p.IsReady())) await RunAsync();
    }
}
