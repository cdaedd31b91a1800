using FluentAssertions;
using HandsOn.Cluster.Api.Resources;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Cluster.Tests.Kubelet;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using NUnit.Framework;

namespace HandsOn.Cluster.Tests.Scheduling;

internal sealed class SchedulerTests
{
    private static readonly GroupResource Pods = PodKind.Resource;

    [TestCase(36, "no new claims to deallocate, preemption: 0/1 nodes are available: 1 No preemption victims found for incoming pod.")]
    [TestCase(30, "preemption: 0/1 nodes are available: 1 No preemption victims found for incoming pod.")]
    public async Task A_pod_that_fits_nowhere_says_why(int minor, string preemption)
    {
        await using var nodes = new TestNodes(minor);
        await nodes.StartNodeAsync();
        nodes.StartScheduler();
        await CreateAsync(nodes, "first", """ "resources":{"requests":{"cpu":"3"}} """);
        await PlacedAsync(nodes, "first");

        await CreateAsync(nodes, "big", """ "resources":{"requests":{"cpu":"2"}} """);
        var pod = await RefusedAsync(nodes, "big");

        var message = $"0/1 nodes are available: 1 Insufficient cpu. {preemption}";
        pod.Condition("PodScheduled")!.String("message").Should().Be(message);
        pod.Condition("PodScheduled")!.String("reason").Should().Be("Unschedulable");
        nodes.Events.Should().Contain($"Warning FailedScheduling {message}");
    }

    [Test]
    public async Task A_pod_that_is_too_big_for_the_node_cannot_be_helped_by_preemption()
    {
        await using var nodes = new TestNodes(35);
        await nodes.StartNodeAsync();
        nodes.StartScheduler();

        await CreateAsync(nodes, "big", """ "resources":{"requests":{"cpu":"5","memory":"100Gi"}} """);
        var pod = await RefusedAsync(nodes, "big");

        pod.Condition("PodScheduled")!.String("message").Should().Be(
            "0/1 nodes are available: 1 Insufficient cpu, 1 Insufficient memory. no new claims to deallocate, "
            + "preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.");
    }

    [Test]
    public async Task A_refused_pod_is_placed_when_another_one_goes()
    {
        await using var nodes = new TestNodes();
        await nodes.StartNodeAsync();
        nodes.StartScheduler();
        await CreateAsync(nodes, "first", """ "resources":{"requests":{"cpu":"3"}} """);
        await PlacedAsync(nodes, "first");
        await CreateAsync(nodes, "second", """ "resources":{"requests":{"cpu":"3"}} """);
        await RefusedAsync(nodes, "second");

        await nodes.Client.DeleteAsync(Pods, "default", "first", new DeleteOptions { GracePeriodSeconds = 0 });

        (await PlacedAsync(nodes, "second")).Spec.String("nodeName").Should().Be("node1");
    }

    [Test]
    public async Task A_refused_pod_is_placed_when_a_node_comes()
    {
        await using var nodes = new TestNodes();
        nodes.StartScheduler();
        await CreateAsync(nodes, "p");
        (await RefusedAsync(nodes, "p")).Condition("PodScheduled")!.String("message").Should().Be("no nodes available to schedule pods");

        await nodes.StartNodeAsync();

        await PlacedAsync(nodes, "p");
    }

    [TestCase("", """ "nodeSelector":{"disk":"ssd"} """, "1 node(s) didn't match Pod's node affinity/selector")]
    [TestCase(""" "taints":[{"key":"k","value":"v","effect":"NoSchedule"}] """, "", "1 node(s) had untolerated taint(s)")]
    [TestCase(""" "unschedulable":true """, "", "1 node(s) were unschedulable")]
    [TestCase("", """ "topologySpreadConstraints":[{"maxSkew":1,"topologyKey":"zone","whenUnsatisfiable":"DoNotSchedule","labelSelector":{}}] """,
        "1 node(s) didn't match pod topology spread constraints (missing required label)")]
    [TestCase("", """ "affinity":{"podAffinity":{"requiredDuringSchedulingIgnoredDuringExecution":[{"topologyKey":"kubernetes.io/hostname","labelSelector":{"matchLabels":{"a":"b"}}}]}} """,
        "1 node(s) didn't match pod affinity rules")]
    public async Task A_node_that_will_not_do_is_named_by_its_reason(string node, string spec, string reason)
    {
        await using var nodes = new TestNodes();
        await nodes.StartNodeAsync();
        await nodes.Client.PatchAsync(NodeKind.Resource, "", "node1", n =>
            new KubeObject(n.Root.With("spec", JsonMap.From(n.Spec.Concat(JsonText.ParseMap($"{{{node}}}"))))));
        nodes.StartScheduler();

        await CreateAsync(nodes, "p", "", spec);

        (await RefusedAsync(nodes, "p")).Condition("PodScheduled")!.String("message").Should().StartWith($"0/1 nodes are available: {reason}.");
    }

    [Test]
    public async Task Pods_that_keep_away_from_each_other_get_a_node_each()
    {
        await using var nodes = new TestNodes();
        await nodes.StartNodeAsync("node1");
        await nodes.StartNodeAsync("node2", 1);
        nodes.StartScheduler();
        const string Apart = """ "affinity":{"podAntiAffinity":{"requiredDuringSchedulingIgnoredDuringExecution":[{"topologyKey":"kubernetes.io/hostname","labelSelector":{"matchLabels":{"app":"a"}}}]}} """;

        foreach (var name in (string[])["a", "b", "c"]) await CreateAsync(nodes, name, "", Apart, """ ,"labels":{"app":"a"} """);

        var placed = new[] { await PlacedAsync(nodes, "a"), await PlacedAsync(nodes, "b") };
        placed.Select(p => p.Spec.String("nodeName")).Should().BeEquivalentTo("node1", "node2");
        (await RefusedAsync(nodes, "c")).Condition("PodScheduled")!.String("message").Should().StartWith("0/2 nodes are available: 2 node(s) didn't match pod anti-affinity rules.");
    }

    [Test]
    public async Task A_term_can_select_namespaces_by_label()
    {
        await using var nodes = new TestNodes();
        await nodes.StartNodeAsync();
        await nodes.CreateAsync(NamespaceKind.Resource, """{"metadata":{"name":"default","labels":{"team":"a"}}}""");
        nodes.StartScheduler();
        await CreateAsync(nodes, "first", "", "", """ ,"labels":{"app":"a"} """);
        await PlacedAsync(nodes, "first");
        static string Near(string team) => $$$$"""
            "affinity":{"podAffinity":{"requiredDuringSchedulingIgnoredDuringExecution":[
              {"topologyKey":"kubernetes.io/hostname","labelSelector":{"matchLabels":{"app":"a"}},"namespaceSelector":{"matchLabels":{"team":"{{{{team}}}}"}}}]}}
            """;

        await CreateAsync(nodes, "friend", "", Near("a"));
        await CreateAsync(nodes, "stranger", "", Near("b"));

        (await PlacedAsync(nodes, "friend")).Spec.String("nodeName").Should().Be("node1");
        (await RefusedAsync(nodes, "stranger")).Condition("PodScheduled")!.String("message").Should()
            .StartWith("0/1 nodes are available: 1 node(s) didn't match pod affinity rules.");
    }

    [Test]
    public async Task The_pods_of_one_controller_are_spread_over_the_nodes()
    {
        await using var nodes = new TestNodes();
        for (var i = 0; i < 3; i++) await nodes.StartNodeAsync($"node{i + 1}", i);
        nodes.StartScheduler();
        const string Owner = """ ,"ownerReferences":[{"apiVersion":"apps/v1","kind":"ReplicaSet","name":"r","uid":"u","controller":true}] """;

        for (var i = 0; i < 6; i++) await CreateAsync(nodes, $"p{i}", "", "", Owner);

        var used = new List<string>();
        for (var i = 0; i < 6; i++) used.Add((await PlacedAsync(nodes, $"p{i}")).Spec.String("nodeName")!);
        used.CountBy(n => n).Should().OnlyContain(n => n.Value == 2);
    }

    [Test]
    public async Task A_pod_of_another_scheduler_or_with_a_gate_is_left_alone()
    {
        await using var nodes = new TestNodes();
        await nodes.StartNodeAsync();
        nodes.StartScheduler();

        await CreateAsync(nodes, "other", "", """ "schedulerName":"mine" """);
        await CreateAsync(nodes, "gated", "", """ "schedulingGates":[{"name":"g"}] """);
        await CreateAsync(nodes, "p");
        await PlacedAsync(nodes, "p");

        nodes.Client.Get(Pods, "default", "other").Spec.String("nodeName").Should().BeNull();
        nodes.Client.Get(Pods, "default", "gated").Spec.String("nodeName").Should().BeNull();
    }

    [Test, CancelAfter(60_000)]
    public async Task A_thousand_pods_become_ready_on_nodes_that_have_just_room_for_them(CancellationToken cancellation)
    {
        await using var nodes = new TestNodes(36, TimeProvider.System);
        var capacity = new Dictionary<string, string> { ["cpu"] = "64", ["memory"] = "256Gi", ["pods"] = "100" };
        for (var i = 0; i < 10; i++) await nodes.StartNodeAsync($"node{i + 1}", i, s => s with { Capacity = capacity });
        nodes.StartScheduler();
        using var watch = nodes.Client.ListAndWatch(Pods).Watch;

        for (var i = 0; i < 1000; i++) await CreateAsync(nodes, $"p{i}");
        var nodeOf = new Dictionary<string, string?>();
        while (nodeOf.Count < 1000)
        {
            var pod = (await watch.Events.ReadAsync(cancellation)).Object;
            if (pod.HasCondition("Ready")) nodeOf[pod.Name] = pod.Spec.String("nodeName");
        }

        nodeOf.Values.GroupBy(node => node).Should().HaveCount(10).And.OnlyContain(pods => pods.Count() == 100);
    }

    private static Task<KubeObject> CreateAsync(TestNodes nodes, string name, string container = "", string spec = "", string metadata = "") =>
        nodes.CreateAsync(Pods, $$"""
            {"metadata":{"name":"{{name}}","namespace":"default"{{metadata}} },
             "spec":{"containers":[{"name":"c","image":"redis"{{(container.Length > 0 ? "," : "")}}{{container}} }]{{(spec.Length > 0 ? "," : "")}}{{spec}} } }
            """);

    private static async Task<KubeObject> PlacedAsync(TestNodes nodes, string name) =>
        (await nodes.WaitAsync(name, p => p?.Spec.String("nodeName") is not null))!;

    private static async Task<KubeObject> RefusedAsync(TestNodes nodes, string name) =>
        (await nodes.WaitAsync(name, p => p?.Condition("PodScheduled")?.String("status") == "False"))!;
}
