using FluentAssertions;
using HandsOn.Cluster.Api.Pods;
using HandsOn.Cluster.Api.Resources;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Cluster.Client;
using HandsOn.Cluster.Controllers.Deployment;
using HandsOn.Cluster.Controllers.Pods;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Naming;
using HandsOn.Kubernetes.Objects;
using NUnit.Framework;

namespace HandsOn.Cluster.Tests.Controllers;

public class DeploymentControllerTests : ControllerTest
{
    private static readonly GroupResource Deployments = DeploymentKind.Resource;
    private static readonly GroupResource Sets = ReplicaSetKind.Resource;

    [Test]
    public async Task A_new_deployment_gets_a_replica_set_and_becomes_available()
    {
        await Cluster.CreateAsync(Deployments, TestCluster.Deployment("d", 2));
        await Kubelet.RunAsync();

        var set = Cluster.List(Sets).Single();
        set.Name.Should().MatchRegex("^d-[456789bcdf]{1,10}$");
        set.Annotations.ToString().Should().Be(
            """{"deployment.kubernetes.io/revision":"1","deployment.kubernetes.io/desired-replicas":"2","deployment.kubernetes.io/max-replicas":"3"}""");
        var d = Cluster.Get(Deployments, "d");
        d.Annotations.String(Revisions.Revision).Should().Be("1");
        d.Status.Without("conditions").ToString().Should().Be(
            """{"observedGeneration":1,"replicas":2,"updatedReplicas":2,"readyReplicas":2,"availableReplicas":2,"terminatingReplicas":0}""");
        d.Condition("Available")!.String("reason").Should().Be("MinimumReplicasAvailable");
        d.Condition("Progressing")!.String("message").Should().Be($"ReplicaSet \"{set.Name}\" has successfully progressed.");
        Cluster.Events("d").Should().Equal($"Normal ScalingReplicaSet Scaled up replica set {set.Name} from 0 to 2");
    }

    [Test]
    public async Task Scaling_keeps_the_replica_set_and_the_revision()
    {
        await Cluster.CreateAsync(Deployments, TestCluster.Deployment("d", 1));
        await Kubelet.RunAsync();
        var first = Cluster.Pods.Single();

        await Cluster.ChangeAsync(Deployments, "d", d => d.SetIn(2, "spec", "replicas"));
        await Kubelet.RunAsync();

        var set = Cluster.List(Sets).Single();
        Cluster.Pods.Should().HaveCount(2).And.Contain(p => p.Uid == first.Uid);
        Cluster.Get(Deployments, "d").Annotations.String(Revisions.Revision).Should().Be("1");
        Cluster.Events("d").Last().Should().Be($"Normal ScalingReplicaSet Scaled up replica set {set.Name} from 1 to 2");
        set.Annotations.String("deployment.kubernetes.io/desired-replicas").Should().Be("2");
    }

    [Test]
    public async Task A_rolling_update_never_goes_below_available_nor_above_surge()
    {
        await Cluster.CreateAsync(Deployments, TestCluster.Deployment("d", 4));
        await Kubelet.RunAsync();
        var seen = Watch();

        await Cluster.ChangeAsync(Deployments, "d", WithImage("nginx:2"));
        await Kubelet.RunAsync();

        seen.Should().NotBeEmpty().And.OnlyContain(s => s.Active <= 5 && s.Ready >= 3);
        Cluster.Pods.Should().HaveCount(4).And.OnlyContain(p => Image(p) == "nginx:2");
        Cluster.Get(Deployments, "d").Annotations.String(Revisions.Revision).Should().Be("2");
        Cluster.List(Sets).Should().HaveCount(2).And.ContainSingle(s => s.Replicas() == 0);
    }

    [Test]
    public async Task Undoing_gives_the_old_replica_set_the_new_revision_and_remembers_the_old_one()
    {
        await Cluster.CreateAsync(Deployments, TestCluster.Deployment("d", 1));
        await Kubelet.RunAsync();
        var first = Cluster.List(Sets).Single().Name;
        await Cluster.ChangeAsync(Deployments, "d", WithImage("nginx:2"));
        await Kubelet.RunAsync();

        await Cluster.ChangeAsync(Deployments, "d", WithImage("nginx"));
        await Kubelet.RunAsync();

        var set = Cluster.Get(Sets, first);
        set.Annotations.String(Revisions.Revision).Should().Be("3");
        set.Annotations.String("deployment.kubernetes.io/revision-history").Should().Be("1");
        Cluster.List(Sets).Select(Revisions.RevisionOf).Should().BeEquivalentTo([2L, 3L]);
        Cluster.Get(Deployments, "d").Annotations.String(Revisions.Revision).Should().Be("3");
    }

    [Test]
    public async Task Recreate_never_has_two_generations_at_once()
    {
        await Cluster.CreateAsync(Deployments, TestCluster.Deployment("d", 3));
        await Cluster.ChangeAsync(Deployments, "d", d => new KubeObject(d.Root.SetIn(JsonMap.Of(("type", "Recreate")), "spec", "strategy")));
        await Kubelet.RunAsync();

        await Cluster.ChangeAsync(Deployments, "d", WithImage("nginx:2"));
        Cluster.Pods.Should().HaveCount(3).And.OnlyContain(p => p.IsTerminating, "the old pods have not gone yet");
        await Kubelet.RunAsync();

        Cluster.Pods.Should().HaveCount(3).And.OnlyContain(p => Image(p) == "nginx:2");
    }

    [Test]
    public async Task A_stuck_rollout_times_out_and_can_still_succeed()
    {
        await Cluster.CreateAsync(Deployments, TestCluster.Deployment("d", 1));
        await Cluster.SettledAsync();

        await Cluster.AdvanceAsync(TimeSpan.FromSeconds(599));
        Progressing().Should().Be("ReplicaSetUpdated");
        await Cluster.AdvanceAsync(TimeSpan.FromSeconds(2));
        Progressing().Should().Be("ProgressDeadlineExceeded");
        await Kubelet.RunAsync();
        Progressing().Should().Be("NewReplicaSetAvailable");
    }

    [Test]
    public async Task A_paused_deployment_scales_but_does_not_roll()
    {
        await Cluster.CreateAsync(Deployments, TestCluster.Deployment("d", 1));
        await Kubelet.RunAsync();

        await Cluster.ChangeAsync(Deployments, "d", d => WithImage("nginx:2")(d).SetIn(true, "spec", "paused").SetIn(3, "spec", "replicas"));
        Cluster.List(Sets).Should().ContainSingle().Which.Replicas().Should().Be(3);
        Progressing().Should().Be("DeploymentPaused");

        await Cluster.ChangeAsync(Deployments, "d", d => d.RemoveIn("spec", "paused"));
        await Kubelet.RunAsync();
        Cluster.List(Sets).Should().HaveCount(2);
        Progressing().Should().Be("NewReplicaSetAvailable");
    }

    [Test]
    public async Task Scaling_in_the_middle_of_a_rollout_is_shared_in_proportion()
    {
        await Cluster.CreateAsync(Deployments, TestCluster.Deployment("d", 10, more: "\"minReadySeconds\":0,"));
        await Kubelet.RunAsync();
        await Cluster.ChangeAsync(Deployments, "d", WithImage("broken"));
        Sizes().Should().Equal(8, 5);

        await Cluster.ChangeAsync(Deployments, "d", d => d.SetIn(20, "spec", "replicas"));

        Sizes().Sum().Should().Be(25);
        Sizes().Should().Equal(15, 10);
    }

    [Test]
    public async Task Old_replica_sets_above_the_limit_are_deleted()
    {
        await Cluster.CreateAsync(Deployments, TestCluster.Deployment("d", 1).Replace("\"revisionHistoryLimit\":10", "\"revisionHistoryLimit\":1"));
        foreach (var image in new[] { "a", "b", "c" })
        {
            await Kubelet.RunAsync();
            await Cluster.ChangeAsync(Deployments, "d", WithImage(image));
        }
        await Kubelet.RunAsync();

        Cluster.List(Sets).Select(Revisions.RevisionOf).Should().BeEquivalentTo([3L, 4L]);
    }

    [Test]
    public async Task A_taken_name_is_answered_with_another_hash()
    {
        await Cluster.Manager.StopAsync("deployment-controller");
        var d = await Cluster.CreateAsync(Deployments, TestCluster.Deployment("d", 1));
        var hash = TemplateHash.Compute(d.Template());
        await Cluster.CreateAsync(Sets, TestCluster.ReplicaSet($"d-{hash}", 0));
        Cluster.Manager.Start("deployment-controller");
        await Kubelet.RunAsync();

        Cluster.Get(Deployments, "d").Status.Long("collisionCount").Should().Be(1);
        Cluster.Get(Deployments, "d").Status.Long("availableReplicas").Should().Be(1);
    }

    private static string? Image(KubeObject pod) => pod.Spec.List("containers").Maps().First().String("image");

    private string? Progressing() => Cluster.Get(Deployments, "d").Condition("Progressing")?.String("reason");

    private IEnumerable<long> Sizes() => Cluster.List(Sets).OrderBy(Revisions.RevisionOf).Select(s => s.Replicas());

    private static Func<KubeObject, KubeObject> WithImage(string image) =>
        d => d.SetIn(d.Spec.List("template", "spec", "containers").MapEach(c => c.With("image", image)), "spec", "template", "spec", "containers");

    /// <summary>How many pods were active and ready after every change of a pod.</summary>
    private List<(int Active, int Ready)> Watch()
    {
        var seen = new List<(int, int)>();
        var informer = new Informer(Cluster.Client, PodKind.Resource);
        informer.OnChange((_, _) => seen.Add((
            informer.Objects.Count(PodExtensions.IsActive),
            informer.Objects.Count(p => p.IsActive() && p.IsReady()))));
        seen.Clear();
        return seen;
    }
}
