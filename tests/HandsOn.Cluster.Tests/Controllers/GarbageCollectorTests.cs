using FluentAssertions;
using HandsOn.Cluster.Api.Pods;
using HandsOn.Cluster.Api.Resources;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Cluster.Controllers.Pods;
using HandsOn.Kubernetes.Json;
using NUnit.Framework;

namespace HandsOn.Cluster.Tests.Controllers;

public class GarbageCollectorTests : ControllerTest
{
    [SetUp]
    public async Task Deploy()
    {
        await Cluster.CreateAsync(DeploymentKind.Resource, TestCluster.Deployment("d", 2));
        await Kubelet.RunAsync();
    }

    [Test]
    public async Task Background_deletion_takes_the_owner_first_and_then_all_below_it()
    {
        await DeleteAsync(Propagation.Background);

        Cluster.List(DeploymentKind.Resource).Should().BeEmpty();
        Cluster.List(ReplicaSetKind.Resource).Should().BeEmpty();
        await Kubelet.RunAsync();
        Cluster.Pods.Should().BeEmpty();
    }

    [Test]
    public async Task Foreground_deletion_keeps_the_owner_until_its_dependents_are_gone()
    {
        await DeleteAsync(Propagation.Foreground);

        Cluster.List(DeploymentKind.Resource).Should().ContainSingle().Which.Finalizers.Strings().Should().Equal("foregroundDeletion");
        Cluster.List(ReplicaSetKind.Resource).Should().ContainSingle().Which.Finalizers.Strings().Should().Equal("foregroundDeletion");
        Cluster.Pods.Should().HaveCount(2).And.OnlyContain(p => p.IsTerminating);
        await Kubelet.RunAsync();
        Cluster.List(DeploymentKind.Resource).Should().BeEmpty();
        Cluster.List(ReplicaSetKind.Resource).Should().BeEmpty();
    }

    [Test]
    public async Task Orphans_stay_without_owner()
    {
        await DeleteAsync(Propagation.Orphan);

        Cluster.List(DeploymentKind.Resource).Should().BeEmpty();
        Cluster.List(ReplicaSetKind.Resource).Should().ContainSingle().Which.OwnerReferences.Should().BeEmpty();
        Cluster.Pods.Should().HaveCount(2).And.OnlyContain(p => p.IsActive());
    }

    [Test]
    public async Task An_object_of_an_owner_that_never_was_is_deleted_and_one_with_a_living_owner_only_loses_the_reference()
    {
        var living = Cluster.List(ReplicaSetKind.Resource).Single();
        const string Missing = """{"apiVersion":"v1","kind":"Pod","name":"x","uid":"00000000-0000-0000-0000-000000000001"}""";
        var owner = $$"""{"apiVersion":"apps/v1","kind":"ReplicaSet","name":"{{living.Name}}","uid":"{{living.Uid}}"}""";
        await Cluster.CreateAsync(ConfigMapKind.Resource, $$$"""{"metadata":{"name":"a","ownerReferences":[{{{Missing}}}]}}""");
        await Cluster.CreateAsync(ConfigMapKind.Resource, $$$"""{"metadata":{"name":"b","ownerReferences":[{{{Missing}}},{{{owner}}}]}}""");
        await Cluster.SettledAsync();

        Cluster.List(ConfigMapKind.Resource).Select(m => m.Name).Should().BeEquivalentTo("b", "kube-root-ca.crt");
        Cluster.Get(ConfigMapKind.Resource, "b").OwnerReferences.Select(o => o.Uid).Should().Equal(living.Uid);
    }

    private async Task DeleteAsync(Propagation propagation)
    {
        await Cluster.Client.DeleteAsync(DeploymentKind.Resource, "ns", "d", new DeleteOptions { Propagation = propagation });
        await Cluster.SettledAsync();
    }
}
