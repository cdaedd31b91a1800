using FluentAssertions;
using HandsOn.Cluster.Client;
using HandsOn.Cluster.Controllers.Deployment;
using HandsOn.Cluster.Controllers.Pods;
using HandsOn.Cluster.Resources;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Naming;
using HandsOn.Kubernetes.Objects;
using NUnit.Framework;

namespace HandsOn.Cluster.Tests.Controllers;

public class DeploymentControllerTests
{
    private static readonly GroupResource Deployments = KnownResources.Deployments;
    private static readonly GroupResource Sets = KnownResources.ReplicaSets;

    private TestCluster cluster = null!;
    private FakeKubelet kubelet = null!;

    [SetUp]
    public void SetUp()
    {
        cluster = new TestCluster();
        kubelet = new FakeKubelet(cluster);
        cluster.Manager.Start();
    }

    [TearDown]
    public async Task TearDown()
    {
        cluster.Log.Entries.Should().BeEmpty();
        await cluster.DisposeAsync();
    }

    [Test]
    public async Task A_new_deployment_gets_a_replica_set_and_becomes_available()
    {
        await cluster.CreateAsync(Deployments, TestCluster.Deployment("d", 2));
        await kubelet.RunAsync();

        var set = cluster.List(Sets).Single();
        set.Name.Should().MatchRegex("^d-[456789bcdf]{1,10}$");
        set.Annotations.ToString().Should().Be(
            """{"deployment.kubernetes.io/revision":"1","deployment.kubernetes.io/desired-replicas":"2","deployment.kubernetes.io/max-replicas":"3"}""");
        var d = cluster.Get(Deployments, "d");
        d.Annotations.String(Revisions.Revision).Should().Be("1");
        d.Status.Without("conditions").ToString().Should().Be(
            """{"observedGeneration":1,"replicas":2,"updatedReplicas":2,"readyReplicas":2,"availableReplicas":2,"terminatingReplicas":0}""");
        d.Condition("Available")!.String("reason").Should().Be("MinimumReplicasAvailable");
        d.Condition("Progressing")!.String("message").Should().Be($"ReplicaSet \"{set.Name}\" has successfully progressed.");
        cluster.Events("d").Should().Equal($"Normal ScalingReplicaSet Scaled up replica set {set.Name} from 0 to 2");
    }

    [Test]
    public async Task Scaling_keeps_the_replica_set_and_the_revision()
    {
        await cluster.CreateAsync(Deployments, TestCluster.Deployment("d", 1));
        await kubelet.RunAsync();
        var first = cluster.Pods.Single();

        await cluster.ChangeAsync(Deployments, "d", d => d.SetIn(2, "spec", "replicas"));
        await kubelet.RunAsync();

        var set = cluster.List(Sets).Single();
        cluster.Pods.Should().HaveCount(2).And.Contain(p => p.Uid == first.Uid);
        cluster.Get(Deployments, "d").Annotations.String(Revisions.Revision).Should().Be("1");
        cluster.Events("d").Last().Should().Be($"Normal ScalingReplicaSet Scaled up replica set {set.Name} from 1 to 2");
        set.Annotations.String("deployment.kubernetes.io/desired-replicas").Should().Be("2");
    }

    [Test]
    public async Task A_rolling_update_never_goes_below_available_nor_above_surge()
    {
        await cluster.CreateAsync(Deployments, TestCluster.Deployment("d", 4));
        await kubelet.RunAsync();
        var seen = Watch();

        await cluster.ChangeAsync(Deployments, "d", WithImage("nginx:2"));
        await kubelet.RunAsync();

        seen.Should().NotBeEmpty().And.OnlyContain(s => s.Active <= 5 && s.Ready >= 3);
        cluster.Pods.Should().HaveCount(4).And.OnlyContain(p => Image(p) == "nginx:2");
        cluster.Get(Deployments, "d").Annotations.String(Revisions.Revision).Should().Be("2");
        cluster.List(Sets).Should().HaveCount(2).And.ContainSingle(s => s.Replicas() == 0);
    }

    [Test]
    public async Task Undoing_gives_the_old_replica_set_the_new_revision_and_remembers_the_old_one()
    {
        await cluster.CreateAsync(Deployments, TestCluster.Deployment("d", 1));
        await kubelet.RunAsync();
        var first = cluster.List(Sets).Single().Name;
        await cluster.ChangeAsync(Deployments, "d", WithImage("nginx:2"));
        await kubelet.RunAsync();

        await cluster.ChangeAsync(Deployments, "d", WithImage("nginx"));
        await kubelet.RunAsync();

        var set = cluster.Get(Sets, first);
        set.Annotations.String(Revisions.Revision).Should().Be("3");
        set.Annotations.String("deployment.kubernetes.io/revision-history").Should().Be("1");
        cluster.List(Sets).Select(Revisions.RevisionOf).Should().BeEquivalentTo([2L, 3L]);
        cluster.Get(Deployments, "d").Annotations.String(Revisions.Revision).Should().Be("3");
    }

    [Test]
    public async Task Recreate_never_has_two_generations_at_once()
    {
        await cluster.CreateAsync(Deployments, TestCluster.Deployment("d", 3));
        await cluster.ChangeAsync(Deployments, "d", d => new KubeObject(d.Root.SetIn(JsonMap.Of(("type", "Recreate")), "spec", "strategy")));
        await kubelet.RunAsync();

        await cluster.ChangeAsync(Deployments, "d", WithImage("nginx:2"));
        cluster.Pods.Should().HaveCount(3).And.OnlyContain(p => p.IsTerminating, "the old pods have not gone yet");
        await kubelet.RunAsync();

        cluster.Pods.Should().HaveCount(3).And.OnlyContain(p => Image(p) == "nginx:2");
    }

    [Test]
    public async Task A_stuck_rollout_times_out_and_can_still_succeed()
    {
        await cluster.CreateAsync(Deployments, TestCluster.Deployment("d", 1));
        await cluster.SettledAsync();

        await cluster.AdvanceAsync(TimeSpan.FromSeconds(599));
        Progressing().Should().Be("ReplicaSetUpdated");
        await cluster.AdvanceAsync(TimeSpan.FromSeconds(2));
        Progressing().Should().Be("ProgressDeadlineExceeded");
        await kubelet.RunAsync();
        Progressing().Should().Be("NewReplicaSetAvailable");
    }

    [Test]
    public async Task A_paused_deployment_scales_but_does_not_roll()
    {
        await cluster.CreateAsync(Deployments, TestCluster.Deployment("d", 1));
        await kubelet.RunAsync();

        await cluster.ChangeAsync(Deployments, "d", d => WithImage("nginx:2")(d).SetIn(true, "spec", "paused").SetIn(3, "spec", "replicas"));
        cluster.List(Sets).Should().ContainSingle().Which.Replicas().Should().Be(3);
        Progressing().Should().Be("DeploymentPaused");

        await cluster.ChangeAsync(Deployments, "d", d => d.RemoveIn("spec", "paused"));
        await kubelet.RunAsync();
        cluster.List(Sets).Should().HaveCount(2);
        Progressing().Should().Be("NewReplicaSetAvailable");
    }

    [Test]
    public async Task Scaling_in_the_middle_of_a_rollout_is_shared_in_proportion()
    {
        await cluster.CreateAsync(Deployments, TestCluster.Deployment("d", 10, more: "\"minReadySeconds\":0,"));
        await kubelet.RunAsync();
        await cluster.ChangeAsync(Deployments, "d", WithImage("broken"));
        Sizes().Should().Equal(8, 5);

        await cluster.ChangeAsync(Deployments, "d", d => d.SetIn(20, "spec", "replicas"));

        Sizes().Sum().Should().Be(25);
        Sizes().Should().Equal(15, 10);
    }

    [Test]
    public async Task Old_replica_sets_above_the_limit_are_deleted()
    {
        await cluster.CreateAsync(Deployments, TestCluster.Deployment("d", 1).Replace("\"revisionHistoryLimit\":10", "\"revisionHistoryLimit\":1"));
        foreach (var image in new[] { "a", "b", "c" })
        {
            await kubelet.RunAsync();
            await cluster.ChangeAsync(Deployments, "d", WithImage(image));
        }
        await kubelet.RunAsync();

        cluster.List(Sets).Select(Revisions.RevisionOf).Should().BeEquivalentTo([3L, 4L]);
    }

    [Test]
    public async Task A_taken_name_is_answered_with_another_hash()
    {
        await cluster.Manager.StopAsync("deployment-controller");
        var d = await cluster.CreateAsync(Deployments, TestCluster.Deployment("d", 1));
        var hash = TemplateHash.Compute(d.Template());
        await cluster.CreateAsync(Sets, TestCluster.ReplicaSet($"d-{hash}", 0));
        cluster.Manager.Start("deployment-controller");
        await kubelet.RunAsync();

        cluster.Get(Deployments, "d").Status.Long("collisionCount").Should().Be(1);
        cluster.Get(Deployments, "d").Status.Long("availableReplicas").Should().Be(1);
    }

    private static string? Image(KubeObject pod) => pod.Spec.List("containers").Maps().First().String("image");

    private string? Progressing() => cluster.Get(Deployments, "d").Condition("Progressing")?.String("reason");

    private IEnumerable<long> Sizes() => cluster.List(Sets).OrderBy(Revisions.RevisionOf).Select(s => s.Replicas());

    private static Func<KubeObject, KubeObject> WithImage(string image) =>
        d => d.SetIn(d.Spec.List("template", "spec", "containers").MapEach(c => c.With("image", image)), "spec", "template", "spec", "containers");

    /// <summary>How many pods were active and ready after every change of a pod.</summary>
    private List<(int Active, int Ready)> Watch()
    {
        var seen = new List<(int, int)>();
        var informer = new Informer(cluster.Client, KnownResources.Pods);
        informer.OnChange((_, _) => seen.Add((
            informer.Objects.Count(PodState.IsActive),
            informer.Objects.Count(p => p.IsActive() && p.IsReady()))));
        seen.Clear();
        return seen;
    }
}
