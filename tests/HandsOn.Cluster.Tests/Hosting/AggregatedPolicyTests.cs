using FluentAssertions;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Cluster.Controllers;
using HandsOn.Cluster.Tests.Server.Authorization;
using HandsOn.Cluster.Tests.Workloads;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Naming;
using NUnit.Framework;

namespace HandsOn.Cluster.Tests.Hosting;

/// <summary>The roles <c>view</c>, <c>edit</c> and <c>admin</c> of a cluster whose controllers have their own permissions only.</summary>
[TestFixture]
public sealed class AggregatedPolicyTests
{
    [Test, CancelAfter(30_000)]
    public async Task They_are_complete_from_the_start_and_take_in_what_is_labelled_for_them()
    {
        await using var world = await TestWorld.StartAsync();
        await using var manager = new ControllerManager(world.Control.Server, TimeProvider.System, new SeededRandomSource(1));
        var before = world.Control.Server.Store.Revision;

        manager.Start("clusterrole-aggregation-controller");
        await manager.SettledAsync();
        world.Control.Server.Store.Revision.Should().Be(before, "there is nothing to fill");

        await world.CreateAsync(ClusterRoleKind.Resource, """
            {"metadata":{"name":"widgets-view","labels":{"rbac.authorization.k8s.io/aggregate-to-view":"true"}},
             "rules":[{"apiGroups":["example.com"],"resources":["widgets"],"verbs":["get","list","watch"]}]}
            """);
        await manager.SettledAsync();

        foreach (var name in new[] { "view", "edit", "admin" })
            world.Api.Get(ClusterRoleKind.Resource, "", name).Root.List("rules").Maps().Should().Contain(Rule, name);
    }

    private static JsonMap Rule { get; } = RbacWorld.Rule("example.com widgets get,list,watch");
}
