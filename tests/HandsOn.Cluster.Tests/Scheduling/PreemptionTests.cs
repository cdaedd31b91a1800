using FluentAssertions;
using HandsOn.Cluster.Api.Resources;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Cluster.Tests.Kubelet;
using NUnit.Framework;

namespace HandsOn.Cluster.Tests.Scheduling;

internal sealed class PreemptionTests
{
    [Test]
    public async Task A_more_important_pod_takes_the_place_of_the_least_important_ones()
    {
        await using var nodes = new TestNodes();
        await nodes.StartNodeAsync();
        nodes.StartScheduler();
        await CreateAsync(nodes, "least", 1, "2");
        await nodes.ReadyAsync("least");
        await CreateAsync(nodes, "less", 2, "2");
        await nodes.ReadyAsync("less");

        await CreateAsync(nodes, "most", 10, "2");
        var pod = await nodes.ReadyAsync("most");

        nodes.Client.Find(PodKind.Resource, "default", "least").Should().BeNull();
        nodes.Client.Find(PodKind.Resource, "default", "less").Should().NotBeNull();
        nodes.Events.Should().Contain($"Normal Preempted Preempted by pod {pod.Uid} on node node1");
    }

    [Test]
    public async Task A_pod_that_must_not_preempt_waits()
    {
        await using var nodes = new TestNodes(30);
        await nodes.StartNodeAsync();
        nodes.StartScheduler();
        await CreateAsync(nodes, "less", 1, "3");
        await nodes.ReadyAsync("less");

        await CreateAsync(nodes, "most", 10, "2", ""","preemptionPolicy":"Never" """);
        var pod = (await nodes.WaitAsync("most", p => p?.Condition("PodScheduled") is not null))!;

        pod.Condition("PodScheduled")!.String("message").Should().Be(
            "0/1 nodes are available: 1 Insufficient cpu. preemption: not eligible due to preemptionPolicy=Never.");
    }

    private static Task CreateAsync(TestNodes nodes, string name, int priority, string cpu, string more = "") => nodes.CreateAsync(PodKind.Resource, $$$$"""
        {"metadata":{"name":"{{{{name}}}}","namespace":"default"},"spec":{"priority":{{{{priority}}}},
         "containers":[{"name":"c","image":"x","resources":{"requests":{"cpu":"{{{{cpu}}}}"}}}]{{{{more}}}}}}
        """);
}
