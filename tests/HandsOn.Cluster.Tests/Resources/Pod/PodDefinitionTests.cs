using FluentAssertions;
using HandsOn.Cluster.Api.Resources;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using NUnit.Framework;

namespace HandsOn.Cluster.Tests.Resources.Pod;

public class PodDefinitionTests
{
    private const string Plain = "{'apiVersion': 'v1', 'kind': 'Pod', 'metadata': {'name': 'p'}, 'spec': {'containers': [{'name': 'c', 'image': 'i'}]}}";

    [TestCase("[]", "BestEffort")]
    [TestCase("[{'limits': {'cpu': '1', 'memory': '1Gi'}}]", "Guaranteed")]
    [TestCase("[{'limits': {'cpu': '1', 'memory': '1Gi'}, 'requests': {'cpu': '500m'}}]", "Burstable")]
    [TestCase("[{'limits': {'cpu': '1', 'memory': '1Gi'}}, {}]", "Burstable")]
    [TestCase("[{'limits': {'cpu': '1'}}]", "Burstable")]
    [TestCase("[{'requests': {'ephemeral-storage': '1Gi'}}]", "BestEffort")]
    public void Requests_and_limits_decide_the_quality_of_service(string resources, string expected)
    {
        using var cluster = new TestKinds();
        var all = JsonText.Parse(TestKinds.Json(resources)) as JsonList;
        var containers = (all!.Count == 0 ? JsonList.Of(JsonMap.Empty) : all).Maps()
            .Select((r, i) => JsonMap.Of(("name", $"c{i}"), ("image", "i"), ("resources", r)));

        var pod = cluster.Create(JsonText.ParseMap(TestKinds.Json(Plain)).SetIn(JsonList.From(containers), "spec", "containers"));

        pod.Status.String("qosClass").Should().Be(expected);
    }

    [TestCase("", "Pending", null, 0)]
    [TestCase("n", "Running", null, 30)]
    [TestCase("n", "Running", 5L, 5)]
    [TestCase("n", "Running", -1L, 1)]
    [TestCase("n", "Succeeded", 5L, 0)]
    public void The_grace_period_is_for_pods_that_run(string node, string phase, long? asked, long expected)
    {
        using var cluster = new TestKinds();
        var pod = cluster.Create(Plain).SetIn(node, "spec", "nodeName").SetIn(phase, "status", "phase");

        cluster.Kind("Pod").GracePeriod(pod, new DeleteOptions { GracePeriodSeconds = asked }).Should().Be(expected);
    }

    [TestCase("Running", null)]
    [TestCase("Succeeded", "The pod has completed successfully.")]
    [TestCase("Failed", "The pod failed.")]
    public void The_row_of_a_pod_that_is_over_says_so(string phase, string? message)
    {
        using var cluster = new TestKinds();
        var pod = cluster.Create(Plain).SetIn(phase, "status", "phase");

        var conditions = cluster.Kind("Pod").Table.Conditions!(pod);

        conditions?.Maps().Single().String("message").Should().Be(message);
        (conditions is null).Should().Be(message is null);
    }

    [TestCase(33, 0)]
    [TestCase(34, 1)]
    public void A_pod_has_a_generation_since_1_34(int minor, long expected)
    {
        using var cluster = new TestKinds(minor);

        cluster.Create(Plain).Generation.Should().Be(expected);
    }

    [Test]
    public void A_status_update_changes_neither_spec_nor_owners_and_keeps_the_quality_of_service()
    {
        using var cluster = new TestKinds();
        var pod = cluster.Create(Plain);

        var changed = cluster.Change(pod, p => p
            .WithStatus(JsonMap.Of(("phase", "Running")))
            .SetIn("other", "spec", "hostname")
            .SetIn(JsonList.Of(new OwnerReference("v1", "Node", "n", "u", true, false).ToJson()), "metadata", "ownerReferences"), "status");

        changed.Spec.Equals(pod.Spec).Should().BeTrue();
        changed.OwnerReferences.Should().BeEmpty();
        changed.Status.String("qosClass").Should().Be("BestEffort");
    }

    [Test]
    public void An_ended_container_does_not_come_back_under_restart_policy_Never()
    {
        using var cluster = new TestKinds();
        var pod = cluster.Create(Plain.Replace("'spec': {", "'spec': {'restartPolicy': 'Never',", StringComparison.Ordinal));
        pod = cluster.Change(pod, p => WithState(p, "{'terminated': {'exitCode': 1}}"), "status");

        TestKinds.Refusal(() => cluster.Change(pod, p => WithState(p, "{'running': {}}"), "status")).Should().Be(
            "Pod \"p\" is invalid: status.containerStatuses[0].state: Forbidden: may not be transitioned to non-terminated state");
    }

    [Test]
    public void An_ephemeral_container_can_be_added_and_stays_as_it_is()
    {
        using var cluster = new TestKinds();
        var pod = cluster.Create(Plain);
        var debugger = JsonMap.Of(("name", "d"), ("image", "busybox"));

        pod = cluster.Change(pod, p => p.SetIn(JsonList.Of(debugger), "spec", "ephemeralContainers").SetIn("x", "spec", "hostname"), "ephemeralcontainers");

        pod.Spec.List("ephemeralContainers").Maps().Single().String("imagePullPolicy").Should().Be("Always");
        pod.Spec.ContainsKey("hostname").Should().BeFalse();
        TestKinds.Refusal(() => cluster.Change(pod, p => p.RemoveIn("spec", "ephemeralContainers"), "ephemeralcontainers"))
            .Should().Contain("existing ephemeral containers \"d\" may not be removed");
    }

    private static KubeObject WithState(KubeObject pod, string state)
    {
        var status = JsonMap.Of(("name", "c"), ("state", JsonText.ParseMap(TestKinds.Json(state))), ("ready", false), ("restartCount", 0), ("image", ""), ("imageID", ""));
        return pod.SetIn(JsonList.Of(status), "status", "containerStatuses");
    }
}
