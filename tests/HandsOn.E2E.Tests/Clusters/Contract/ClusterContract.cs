using FluentAssertions;
using HandsOn.E2E.Api;
using HandsOn.E2E.Clusters;
using HandsOn.E2E.Tests.Support;
using HandsOn.E2E.Waiting;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using NUnit.Framework;

namespace HandsOn.E2E.Tests.Clusters.Contract;

/// <summary>What every provider's running cluster does, whether anything runs its pods or not.</summary>
[TestFixtureSource(typeof(AvailableProviders))]
public sealed class ClusterContract(ProviderCase provider) : RunningCluster(provider)
{
    [Test]
    public async Task It_says_who_made_it_and_which_release_it_runs(CancellationToken cancellation)
    {
        Cluster.Provider.Should().Be(Opened.Provider.Name);
        JsonText.ParseMap((await Cluster.Api.RawAsync("/version", cancellation)).Text).String("gitVersion").Should().StartWith(Cluster.Version);
        (await Cluster.Api.MinorAsync(cancellation)).Should().Be(Cluster.Minor);
        Cluster.Minor.Should().Be(Opened.Request.Minor ?? await Opened.Provider.DefaultMinorAsync(Opened.Request, cancellation));
        Cluster.Patience.Should().BePositive();
    }

    [Test]
    public async Task A_node_is_ready_from_the_first_moment_on(CancellationToken cancellation) =>
        (await Cluster.Api.ListAsync(ApiResources.Nodes, cancellation: cancellation)).Items.Should().Contain(n => n.HasCondition("Ready"));

    [Test]
    public async Task Pods_can_be_made_from_the_first_moment_on_since_their_service_account_is_there(CancellationToken cancellation)
    {
        (await Cluster.Api.FindAsync(ApiResources.ServiceAccounts, "default", "default", cancellation)).Should().NotBeNull();
        (await Cluster.Api.TokenAsync("default", "default", cancellation)).Split('.').Should().HaveCount(3, "it is a token");
    }

    [Test]
    public async Task Nobodys_token_is_refused_and_a_service_account_may_not_read_nodes(CancellationToken cancellation)
    {
        using var nobody = Cluster.ConnectAs("nobody-issued-this");
        using var someone = Cluster.ConnectAs(await Cluster.Api.TokenAsync("default", "default", cancellation));

        (await nobody.Awaiting(n => n.ListAsync(ApiResources.Nodes, cancellation: cancellation)).Should().ThrowAsync<StatusException>()).Which.Code.Should().Be(401);
        (await someone.Awaiting(n => n.ListAsync(ApiResources.Nodes, cancellation: cancellation)).Should().ThrowAsync<StatusException>()).Which.Code.Should().Be(403);
    }

    [TestCase("docker-desktop")]
    [TestCase("docker-for-desktop")]
    public async Task The_real_kubectl_uses_its_kubeconfig_in_the_contexts_that_the_text_names(string context, CancellationToken cancellation)
    {
        (await RunAsync(cancellation, "config", "get-contexts", context, "-o", "name")).Trim().Should().Be(context);
        await RunAsync(cancellation, "config", "use-context", context);
        Folder.Write($"{context}.yaml", $"apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: {context}}}\ndata: {{a: b}}\n");
        (await RunAsync(cancellation, "apply", "-f", $"{context}.yaml")).Trim().Should().Be($"configmap/{context} created");
        (await RunAsync(cancellation, "get", "configmap", context, "-o", "jsonpath={.data.a}")).Should().Be("b");

        (await Cluster.Api.GetAsync(ApiResources.ConfigMaps, "default", context, cancellation)).Namespace.Should().Be(Cluster.Scope.Namespace);
        (await RunAsync(cancellation, "delete", "-f", $"{context}.yaml")).Should().StartWith($"configmap \"{context}\" deleted");
    }

    [Test]
    public async Task What_is_made_in_default_lands_in_the_scope_and_a_watch_tells_it(CancellationToken cancellation)
    {
        await using var history = await ObjectHistory.StartAsync(Cluster.Api, ApiResources.ConfigMaps, cancellation);
        var made = await Cluster.Api.CreateAsync(Objects.ConfigMap("default", "watched"), cancellation);
        await Cluster.Api.DeleteAsync(ApiResources.ConfigMaps, "default", "watched", cancellation: cancellation);
        await history.CatchUpAsync(cancellation);

        made.Namespace.Should().Be(Cluster.Scope.Namespace);
        history.Events.Where(e => e.Object.Name == "watched").Select(e => e.Type).Should().Equal("ADDED", "DELETED");
    }

    [Test]
    public async Task All_namespaces_show_nothing_of_others(CancellationToken cancellation)
    {
        await Cluster.Api.ApplyAsync(Objects.ConfigMap("default", "ours"), cancellation);
        var seen = (await Cluster.Api.ListAsync(ApiResources.ConfigMaps, cancellation: cancellation)).Items;

        seen.Should().Contain(o => o.Name == "ours").And.OnlyContain(o => Cluster.Scope.Contains(o.Namespace));
        Cluster.Scope.Contains(Cluster.Scope.Namespace).Should().BeTrue();
        Cluster.Scope.NamespaceOf(Cluster.Scope.Namespace).Should().Be(Cluster.Scope.Namespace, "a name that it has given itself is left alone");
    }

    [Test]
    public async Task A_Service_that_is_not_published_is_refused_with_a_sentence_that_names_it(CancellationToken cancellation)
    {
        await Cluster.Api.ApplyAsync(Objects.Service("inside", "ClusterIP"), cancellation);

        (await Cluster.Awaiting(c => c.AddressAsync("default", "inside", 80, cancellation).AsTask()).Should().ThrowAsync<ClusterException>())
            .Which.Message.Should().MatchRegex("inside.*(LoadBalancer|NodePort)").And.NotContain("\n");
    }
}
