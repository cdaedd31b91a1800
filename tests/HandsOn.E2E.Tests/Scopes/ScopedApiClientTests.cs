using System.Collections.Immutable;
using FluentAssertions;
using HandsOn.Cluster.Hosting;
using HandsOn.E2E.Api;
using HandsOn.E2E.Scopes;
using HandsOn.E2E.Tests.Support;
using HandsOn.E2E.Waiting;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using NUnit.Framework;

namespace HandsOn.E2E.Tests.Scopes;

/// <summary>A client that has a part of a cluster for itself: it uses the names of a whole one, and sees nobody else's objects.</summary>
[CancelAfter(30_000)]
public sealed class ScopedApiClientTests
{
    private EmbeddedCluster cluster = null!;
    private IApiClient whole = null!;
    private IApiClient ours = null!;

    [SetUp]
    public async Task StartAsync()
    {
        cluster = await EmbeddedCluster.StartAsync(new EmbeddedClusterOptions());
        whole = Kubeconfig.Parse(cluster.Kubeconfig).Connect();
        ours = new ScopedApiClient(Kubeconfig.Parse(cluster.Kubeconfig).Connect(), new PrefixScope("r1-"));
        foreach (var name in new[] { "r1-default", "r1-other", "r2-default" }) await whole.CreateAsync(Namespace(name));
    }

    [TearDown]
    public async Task EndAsync()
    {
        ours.Dispose();
        whole.Dispose();
        await cluster.DisposeAsync();
    }

    [Test]
    public async Task What_names_no_namespace_lands_in_the_scope_adapted(CancellationToken cancellation)
    {
        await ours.CreateAsync(ConfigMap(null, "created"), cancellation);
        await ours.ApplyAsync(ConfigMap("default", "applied"), cancellation);

        var landed = await whole.ListAsync(ApiResources.ConfigMaps, "r1-default", "run=r1", cancellation);
        landed.Items.Select(o => o.Name).Should().Equal("applied", "created");
        (await whole.ListAsync(ApiResources.ConfigMaps, "default", "run", cancellation)).Items.Should().BeEmpty();
    }

    [Test]
    public async Task Every_verb_finds_it_under_the_name_that_it_was_given_and_under_the_one_it_has(CancellationToken cancellation)
    {
        var made = await ours.CreateAsync(ConfigMap("default", "one"), cancellation);

        (await ours.GetAsync(ApiResources.ConfigMaps, "default", "one", cancellation)).Uid.Should().Be(made.Uid);
        (await ours.FindAsync(ApiResources.ConfigMaps, "r1-default", "one", cancellation))!.Uid.Should().Be(made.Uid);
        await ours.PatchAsync(ApiResources.ConfigMaps, "default", "one", JsonMap.Of(("data", JsonMap.Of(("a", "1")))), cancellation: cancellation);
        (await ours.UpdateAsync(ApiResources.ConfigMaps, (await ours.GetAsync(ApiResources.ConfigMaps, made.Namespace, "one", cancellation)).SetIn("2", "data", "b"), cancellation))
            .Root.Map("data").Should().Equal(JsonMap.Of(("a", "1"), ("b", "2")));
        await ours.DeleteAsync(ApiResources.ConfigMaps, "default", "one", cancellation: cancellation);
        (await whole.FindAsync(ApiResources.ConfigMaps, "r1-default", "one", cancellation)).Should().BeNull();
        (await ours.GetAsync(ApiResources.Namespaces, "", "default", cancellation)).Name.Should().Be("r1-default");
        (await ours.TokenAsync("default", "default", cancellation)).Should().NotBeEmpty();
    }

    [TestCase(null)]
    [TestCase("")]
    public async Task All_namespaces_are_those_of_the_scope(string? all, CancellationToken cancellation)
    {
        foreach (var space in new[] { "r1-default", "r1-other", "r2-default", "default" }) await whole.CreateAsync(ConfigMap(space, "in-" + space), cancellation);

        var seen = (await ours.ListAsync(ApiResources.ConfigMaps, all, cancellation: cancellation)).Items.Where(o => o.Name.StartsWith("in-", StringComparison.Ordinal));
        seen.Select(o => o.Name).Should().Equal("in-r1-default", "in-r1-other");
        (await ours.ListAsync(ApiResources.Pods, "kube-system", cancellation: cancellation)).Items.Should().NotBeEmpty("the cluster's own namespaces are everybody's");
        (await ours.ListAsync(ApiResources.Nodes, cancellation: cancellation)).Items.Should().HaveCount(1, "what stands in no namespace is everybody's");
    }

    [Test]
    public async Task A_watch_of_all_namespaces_tells_what_happens_in_the_scope_only(CancellationToken cancellation)
    {
        await using var history = await ObjectHistory.StartAsync(ours, ApiResources.ConfigMaps, cancellation);
        foreach (var space in new[] { "r2-default", "r1-default", "default", "r1-other" })
        {
            await whole.CreateAsync(ConfigMap(space, "made"), cancellation);
            await whole.DeleteAsync(ApiResources.ConfigMaps, space, "made", cancellation: cancellation);
        }
        await history.CatchUpAsync(cancellation);

        history.Events.Where(e => e.Object.Name == "made").Select(e => $"{e.Type} {e.Object.Namespace}").Should().Equal(
            "ADDED r1-default", "DELETED r1-default", "ADDED r1-other", "DELETED r1-other");
    }

    [Test]
    public async Task A_wait_looks_at_the_scope_and_names_its_cause_there(CancellationToken cancellation)
    {
        var waiter = new Waiter(ours, TimeProvider.System) { Patience = TimeSpan.FromSeconds(2) };
        await whole.CreateAsync(ConfigMap("r1-default", "there"), cancellation);
        await whole.CreateAsync(ConfigMap("r2-default", "elsewhere"), cancellation);

        await waiter.UntilAsync(IsThere("there"), cancellation);
        await waiter.Awaiting(w => w.UntilAsync(IsThere("elsewhere"), cancellation)).Should().ThrowAsync<WaitException>();
        (await waiter.Awaiting(w => w.UntilAsync(Expect.DeploymentReady("frontend"), cancellation)).Should().ThrowAsync<WaitException>())
            .WithMessage("*Deployment frontend does not exist in namespace r1-default*");
    }

    [Test]
    public void A_view_finds_and_lists_by_the_names_of_the_scope()
    {
        var pods = new[] { Pod("r1-default", "a"), Pod("r1-other", "b") }.ToImmutableDictionary(p => p.Key);
        var view = new ClusterView(new Dictionary<ApiResource, ImmutableDictionary<ObjectKey, KubeObject>> { [ApiResources.Pods] = pods }, new PrefixScope("r1-"));

        view.Find(ApiResources.Pods, "default", "a").Should().NotBeNull();
        view.Find(ApiResources.Pods, "default", "b").Should().BeNull();
        view.All(ApiResources.Pods, "other").Select(p => p.Name).Should().Equal("b");
        view.All(ApiResources.Pods).Should().HaveCount(2);
    }

    [Test]
    public void In_a_whole_cluster_every_name_is_what_it_says()
    {
        var manifest = JsonMap.Of(("kind", "Pod"));

        ClusterScope.Whole.IsWhole.Should().BeTrue();
        ClusterScope.Whole.Namespace.Should().Be("default");
        ClusterScope.Whole.NamespaceOf("").Should().BeEmpty();
        ClusterScope.Whole.NameOf("nginx").Should().Be("nginx");
        ClusterScope.Whole.Contains("anything").Should().BeTrue();
        ClusterScope.Whole.Adapt(manifest).Should().BeSameAs(manifest);
    }

    private static Expectation IsThere(string name) => new($"{name} is there", $"{name} is missing", [ApiResources.ConfigMaps],
        view => view.Find(ApiResources.ConfigMaps, "default", name) is null ? "it does not exist" : null);

    private static KubeObject Namespace(string name) => new(JsonMap.Of(("apiVersion", "v1"), ("kind", "Namespace"), ("metadata", JsonMap.Of(("name", name)))));

    private static KubeObject ConfigMap(string? space, string name) => new(JsonMap.Of(
        ("apiVersion", "v1"), ("kind", "ConfigMap"), ("metadata", space is null ? JsonMap.Of(("name", name)) : JsonMap.Of(("name", name), ("namespace", space)))));

    private static KubeObject Pod(string space, string name) => new(JsonMap.Of(
        ("apiVersion", "v1"), ("kind", "Pod"), ("metadata", JsonMap.Of(("name", name), ("namespace", space)))));
}
