using FluentAssertions;
using HandsOn.Cluster.Api.Admission;
using HandsOn.Cluster.Api.Pods;
using HandsOn.Cluster.Api.Resources;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Cluster.Controllers.Pods;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using NUnit.Framework;

namespace HandsOn.Cluster.Tests.Controllers;

public class ReplicaSetControllerTests
{
    [Test]
    public async Task Pods_are_created_with_the_template_and_the_owner()
    {
        await using var cluster = await TestCluster.StartAsync();
        var set = await cluster.CreateAsync(ReplicaSetKind.Resource, TestCluster.ReplicaSet("web", 3));
        await cluster.SettledAsync();

        cluster.Pods.Should().HaveCount(3).And.OnlyContain(p => p.Name.StartsWith("web-") && p.Controller!.Uid == set.Uid && p.Labels["app"] as string == "web");
        cluster.Events("web").Should().BeEquivalentTo(cluster.Pods.Select(p => $"Normal SuccessfulCreate Created pod: {p.Name}"));
        cluster.Get(ReplicaSetKind.Resource, "web").Status.ToString().Should().Be(
            """{"replicas":3,"fullyLabeledReplicas":3,"terminatingReplicas":0,"observedGeneration":1}""");
    }

    [Test]
    public async Task A_deleted_pod_is_replaced_at_once_and_counted_as_terminating()
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.CreateAsync(ReplicaSetKind.Resource, TestCluster.ReplicaSet("web", 2));
        await new FakeKubelet(cluster).RunAsync();
        var victim = cluster.Pods[0];

        await cluster.Client.DeleteAsync(PodKind.Resource, "ns", victim.Name);
        await cluster.SettledAsync();

        cluster.Pods.Should().HaveCount(3);
        cluster.Get(ReplicaSetKind.Resource, "web").Status.Long("terminatingReplicas").Should().Be(1);
        await new FakeKubelet(cluster).RunAsync();
        cluster.Pods.Should().HaveCount(2).And.NotContain(p => p.Name == victim.Name);
    }

    [Test]
    public async Task A_relabelled_pod_is_released_and_replaced_and_labelled_back_it_is_adopted_and_one_goes()
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.CreateAsync(ReplicaSetKind.Resource, TestCluster.ReplicaSet("web", 2));
        await cluster.SettledAsync();
        var pod = cluster.Pods[0];

        await cluster.ChangeAsync(PodKind.Resource, pod.Name, p => p.SetIn("other", "metadata", "labels", "app"));
        cluster.Get(PodKind.Resource, pod.Name).OwnerReferences.Should().BeEmpty();
        cluster.Pods.Should().HaveCount(3);

        await cluster.ChangeAsync(PodKind.Resource, pod.Name, p => p.SetIn("web", "metadata", "labels", "app"));
        cluster.Pods.Where(p => p.IsActive()).Should().HaveCount(2).And.OnlyContain(p => p.Controller!.Name == "web");
    }

    [Test]
    public async Task Available_counts_only_after_minReadySeconds()
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.CreateAsync(ReplicaSetKind.Resource, TestCluster.ReplicaSet("web", 1, "\"minReadySeconds\":10,"));
        await new FakeKubelet(cluster).RunAsync();

        Available(cluster).Should().BeNull();
        await cluster.AdvanceAsync(TimeSpan.FromSeconds(9));
        Available(cluster).Should().BeNull();
        await cluster.AdvanceAsync(TimeSpan.FromSeconds(1));
        Available(cluster).Should().Be(1);
    }

    [Test]
    public async Task Refused_pods_become_a_condition_and_one_event_and_are_tried_again()
    {
        var gate = new RefusePods();
        await using var cluster = await TestCluster.StartAsync(admission: [gate]);
        await cluster.CreateAsync(ReplicaSetKind.Resource, TestCluster.ReplicaSet("web", 5));
        await cluster.SettledAsync();

        gate.Asked.Should().BeInRange(1, 2, "the first batch of each attempt is one pod");
        cluster.Get(ReplicaSetKind.Resource, "web").Condition("ReplicaFailure")!.String("reason").Should().Be("FailedCreate");
        cluster.Events("web").Should().Equal("Warning FailedCreate Error creating: pods is forbidden: exceeded quota");

        gate.Open = true;
        await cluster.AdvanceAsync(TimeSpan.FromSeconds(1));
        cluster.Pods.Should().HaveCount(5);
        cluster.Get(ReplicaSetKind.Resource, "web").Condition("ReplicaFailure").Should().BeNull();
    }

    [Test]
    public async Task A_thousand_pods_are_told_of_in_no_more_than_25_events()
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.CreateAsync(ReplicaSetKind.Resource, TestCluster.ReplicaSet("web", 1000));
        await cluster.SettledAsync();

        cluster.Pods.Should().HaveCount(1000);
        cluster.Events("web").Should().HaveCount(10).And.Contain(e => e.Contains("(combined from similar events): Created pod: web-"));
    }

    private static long? Available(TestCluster cluster) => cluster.Get(ReplicaSetKind.Resource, "web").Status.Long("availableReplicas");

    private sealed class RefusePods : IAdmissionPlugin
    {
        public bool Open { get; set; }

        public int Asked { get; private set; }

        public ValueTask ValidateAsync(AdmissionAttributes write, CancellationToken cancellation)
        {
            if (Open || write.Operation != "CREATE" || write.Request.Resource != PodKind.Resource) return ValueTask.CompletedTask;
            Asked++;
            throw StatusErrors.Forbidden(PodKind.Resource, "", "exceeded quota");
        }
    }
}
