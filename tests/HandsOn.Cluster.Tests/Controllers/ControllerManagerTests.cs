using FluentAssertions;
using HandsOn.Cluster.Api.Pods;
using HandsOn.Cluster.Api.Resources;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Cluster.Controllers;
using HandsOn.Cluster.Controllers.Deployment;
using HandsOn.Cluster.Controllers.Pods;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using NUnit.Framework;

namespace HandsOn.Cluster.Tests.Controllers;

public class ControllerManagerTests : ControllerTest
{
    private static IEnumerable<string> Names => ControllerRegistry.All.Select(r => r.Name);

    [Test]
    public void Every_controller_runs_where_all_kinds_are_served() => Cluster.Manager.Running.Should().BeEquivalentTo(Names);

    [Test]
    public async Task A_controller_whose_kinds_are_not_served_does_not_run()
    {
        await using var small = await TestCluster.StartAsync(without: EndpointSliceKind.Resource);
        small.Manager.Running.Should().NotContain("endpointslice-controller").And.Contain("endpoint-controller");
    }

    [TestCaseSource(nameof(Names))]
    public async Task A_controller_that_was_away_while_everything_changed_loses_nothing(string name)
    {
        await Cluster.CreateAsync(ServiceKind.Resource, TestCluster.Service("d"));
        await Cluster.CreateAsync(DeploymentKind.Resource, TestCluster.Deployment("d", 2));
        await Kubelet.RunAsync();
        await Cluster.Manager.StopAsync(name);
        await Cluster.ChangeAsync(DeploymentKind.Resource, "d", d => d.SetIn(3, "spec", "replicas"));
        await Cluster.ChangeAsync(DeploymentKind.Resource, "d", WithImage("nginx:2"));
        await Kubelet.RunAsync();

        Cluster.Manager.Start(name);
        await Kubelet.RunAsync();

        Cluster.Pods.Should().HaveCount(3).And.OnlyContain(p => p.IsReady());
        Cluster.Get(DeploymentKind.Resource, "d").Condition("Progressing")!.String("reason").Should().Be("NewReplicaSetAvailable");
        Cluster.List(EndpointSliceKind.Resource).Sum(s => s.Root.List("endpoints").Count).Should().Be(3);
        Cluster.Get(EndpointsKind.Resource, "d").Root.List("subsets").Maps().Single().List("addresses").Count.Should().Be(3);
        Cluster.List(ReplicaSetKind.Resource).Where(s => s.Replicas() > 0).Should().ContainSingle();
    }

    [Test]
    public async Task Controllers_that_are_stopped_in_the_middle_of_a_rollout_again_and_again_still_finish_it()
    {
        await Cluster.CreateAsync(DeploymentKind.Resource, TestCluster.Deployment("d", 20));
        for (var round = 0; round < 10; round++)
        {
            // The work is interrupted wherever it stands: nothing waits for it to settle.
            await Cluster.Manager.StopAsync("replicaset-controller");
            await Cluster.Manager.StopAsync("deployment-controller");
            await Cluster.Client.PatchAsync(DeploymentKind.Resource, "ns", "d", WithImage($"nginx:{round}"));
            Cluster.Manager.Start("deployment-controller");
            Cluster.Manager.Start("replicaset-controller");
        }
        await Kubelet.RunAsync();

        Cluster.Pods.Should().HaveCount(20).And.OnlyContain(p => p.IsReady());
        Cluster.Get(DeploymentKind.Resource, "d").Status.Long("updatedReplicas").Should().Be(20);
    }

    [Test]
    public async Task Nothing_happens_after_the_manager_has_stopped()
    {
        await Cluster.CreateAsync(DeploymentKind.Resource, TestCluster.Deployment("d", 2));
        await Cluster.SettledAsync();
        await Cluster.Manager.DisposeAsync();
        var revision = Cluster.Server.Store.Revision;

        Cluster.Time.Advance(TimeSpan.FromDays(1));
        Cluster.Manager.Running.Should().BeEmpty();
        Cluster.Server.Store.Revision.Should().Be(revision);
    }

    private static Func<KubeObject, KubeObject> WithImage(string image) =>
        d => d.SetIn(d.Spec.List("template", "spec", "containers").MapEach(c => c.With("image", image)), "spec", "template", "spec", "containers");
}
