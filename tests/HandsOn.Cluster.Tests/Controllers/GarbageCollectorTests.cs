using FluentAssertions;
using HandsOn.Cluster.Api.Pods;
using HandsOn.Cluster.Api.Resources;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Cluster.Controllers.Pods;
using HandsOn.Cluster.Tests.Server;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
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
    public async Task Objects_of_a_kind_that_joins_the_catalogue_later_are_collected_too()
    {
        var backups = new PlainDefinition(new(new("example.com", "backups"), "v1", "Backup"));
        Cluster.Server.Catalogs.Publish(catalog => new ResourceCatalog([.. catalog.All, backups], catalog.Minor, catalog.Schemas));
        var owner = Cluster.List(DeploymentKind.Resource).Single();
        var backup = KubeObject.Parse("""{"apiVersion":"example.com/v1","kind":"Backup","metadata":{"name":"nightly","namespace":"ns"}}""");
        await Cluster.Client.CreateAsync(backups.Names.Resource, backup.SetIn(
            JsonList.Of(JsonMap.Of(("apiVersion", "apps/v1"), ("kind", "Deployment"), ("name", owner.Name), ("uid", owner.Uid))), "metadata", "ownerReferences"));

        await DeleteAsync(Propagation.Background);

        Cluster.List(backups.Names.Resource).Should().BeEmpty();
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

    [Test]
    public async Task A_circle_of_owners_that_is_deleted_in_the_foreground_goes_and_so_does_its_namespace()
    {
        await MakeCircleAsync("a", "b", "c");

        await Cluster.Client.DeleteAsync(ConfigMapKind.Resource, "ns", "a", new DeleteOptions { Propagation = Propagation.Foreground });
        await Cluster.SettledAsync();

        Cluster.List(ConfigMapKind.Resource).Select(m => m.Name).Should().Equal("kube-root-ca.crt");
        await Cluster.Client.DeleteAsync(NamespaceKind.Resource, "", "ns");
        await Cluster.SettledAsync();
        await Kubelet.RunAsync();
        Cluster.Client.Find(NamespaceKind.Resource, "", "ns").Should().BeNull();
    }

    [Test]
    public async Task A_dependent_that_loses_all_owner_references_sets_its_owner_free()
    {
        await MakeChainAsync("a", "b");
        // While an owner is of a kind that nobody knows, the collector leaves the dependent alone.
        var unknown = JsonMap.Of(("apiVersion", "example.com/v1"), ("kind", "Widget"), ("name", "w"), ("uid", "00000000-0000-0000-0000-000000000001"));
        await Cluster.ChangeAsync(ConfigMapKind.Resource, "b", b => b.SetIn(b.Metadata.List("ownerReferences").Add(unknown), "metadata", "ownerReferences"));
        await Cluster.Client.DeleteAsync(ConfigMapKind.Resource, "ns", "a", new DeleteOptions { Propagation = Propagation.Foreground });
        await Cluster.SettledAsync();
        Cluster.List(ConfigMapKind.Resource).Should().Contain(m => m.Name == "a");

        await Cluster.ChangeAsync(ConfigMapKind.Resource, "b", b => b.RemoveIn("metadata", "ownerReferences"));

        Cluster.List(ConfigMapKind.Resource).Should().NotContain(m => m.Name == "a").And.Contain(m => m.Name == "b");
    }

    /// <summary>The first is owned by the last, each other by the one before it.</summary>
    private async Task MakeCircleAsync(params string[] names)
    {
        await MakeChainAsync(names);
        await OwnAsync(names[0], names[^1]);
    }

    private async Task MakeChainAsync(params string[] names)
    {
        foreach (var name in names) await Cluster.CreateAsync(ConfigMapKind.Resource, $$$"""{"metadata":{"name":"{{{name}}}"}}""");
        for (var i = 1; i < names.Length; i++) await OwnAsync(names[i], names[i - 1]);
        await Cluster.SettledAsync();
    }

    private async Task OwnAsync(string dependent, string owner)
    {
        var reference = OwnerReference.ControllerOf(Cluster.Get(ConfigMapKind.Resource, owner)).ToJson();
        await Cluster.ChangeAsync(ConfigMapKind.Resource, dependent, d => d.SetIn(JsonList.Of(reference), "metadata", "ownerReferences"));
    }

    private async Task DeleteAsync(Propagation propagation)
    {
        await Cluster.Client.DeleteAsync(DeploymentKind.Resource, "ns", "d", new DeleteOptions { Propagation = propagation });
        await Cluster.SettledAsync();
    }
}
