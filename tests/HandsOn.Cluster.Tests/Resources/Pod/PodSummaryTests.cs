using FluentAssertions;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using NUnit.Framework;

namespace HandsOn.Cluster.Tests.Resources.Pod;

public class PodSummaryTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 1, 0, TimeSpan.Zero);

    [TestCase("{'phase': 'Pending'}", "0/1", "Pending", "0")]
    [TestCase("{'phase': 'Pending', 'conditions': [{'type': 'PodScheduled', 'status': 'False', 'reason': 'SchedulingGated'}]}", "0/1", "SchedulingGated", "0")]
    [TestCase("{'phase': 'Pending', 'containerStatuses': [{'state': {'waiting': {'reason': 'ContainerCreating'}}}]}", "0/1", "ContainerCreating", "0")]
    [TestCase("{'phase': 'Running', 'containerStatuses': [{'ready': true, 'state': {'running': {}}}]}", "1/1", "Running", "0")]
    [TestCase("{'phase': 'Running', 'containerStatuses': [{'restartCount': 2, 'state': {'waiting': {'reason': 'CrashLoopBackOff'}}, 'lastState': {'terminated': {'finishedAt': '2026-01-01T00:00:55Z'}}}]}", "0/1", "CrashLoopBackOff", "2 (5s ago)")]
    [TestCase("{'phase': 'Failed', 'containerStatuses': [{'state': {'terminated': {'exitCode': 3}}}]}", "0/1", "ExitCode:3", "0")]
    [TestCase("{'phase': 'Failed', 'containerStatuses': [{'state': {'terminated': {'exitCode': 137, 'signal': 9}}}]}", "0/1", "Signal:9", "0")]
    [TestCase("{'phase': 'Failed', 'reason': 'Evicted'}", "0/1", "Evicted", "0")]
    [TestCase("{'phase': 'Succeeded', 'containerStatuses': [{'state': {'terminated': {'exitCode': 0, 'reason': 'Completed'}}}]}", "0/1", "Completed", "0")]
    [TestCase("{'phase': 'Pending', 'initContainerStatuses': [{'name': 'i', 'state': {'running': {}}}]}", "0/1", "Init:0/1", "0")]
    [TestCase("{'phase': 'Pending', 'initContainerStatuses': [{'name': 'i', 'restartCount': 1, 'state': {'waiting': {'reason': 'CrashLoopBackOff'}}}]}", "0/1", "Init:CrashLoopBackOff", "1")]
    [TestCase("{'phase': 'Pending', 'initContainerStatuses': [{'name': 'i', 'state': {'terminated': {'exitCode': 2}}}]}", "0/1", "Init:ExitCode:2", "0")]
    [TestCase("{'phase': 'Pending', 'initContainerStatuses': [{'name': 'i', 'state': {'terminated': {'exitCode': 0}}}], 'containerStatuses': [{'state': {'waiting': {'reason': 'PodInitializing'}}}]}", "0/1", "PodInitializing", "0")]
    public void A_pod_is_told_in_one_line(string status, string ready, string reason, string restarts)
    {
        var summary = PodSummary.Of(Pod(status));

        (summary.Ready, summary.Reason, summary.RestartsAt(Now)).Should().Be((ready, reason, restarts));
    }

    [TestCase("Running", "Terminating")]
    [TestCase("Succeeded", "Completed")]
    public void A_pod_that_is_being_deleted_is_Terminating_unless_it_is_over(string phase, string expected)
    {
        var pod = Pod($"{{'phase': '{phase}', 'containerStatuses': [{{'state': {{'terminated': {{'exitCode': 0, 'reason': 'Completed'}}}}}}]}}")
            .SetIn("2026-01-01T00:00:00Z", "metadata", "deletionTimestamp");

        PodSummary.Of(pod).Reason.Should().Be(expected);
    }

    private static KubeObject Pod(string status) => new(JsonMap.Of(
        ("spec", JsonText.ParseMap(TestKinds.Json("{'containers': [{'name': 'c'}], 'initContainers': [{'name': 'i'}]}"))),
        ("status", JsonText.ParseMap(TestKinds.Json(status)))));
}
