using FluentAssertions;
using HandsOn.E2E.Clusters;
using HandsOn.E2E.Inputs;
using HandsOn.E2E.Kubectl;
using HandsOn.E2E.RealClusters.K3s;
using HandsOn.E2E.Reporting;
using HandsOn.E2E.Waiting;
using NUnit.Framework;

namespace HandsOn.E2E.RealClusters.Tests.K3s;

/// <summary>Against a Docker engine, with the k3s image that <c>HANDSON_K3S_TEST_IMAGE</c> names; without one these tests say why they did not run.</summary>
[CancelAfter(240_000)]
public sealed class K3sStartTests
{
    private static int runs;

    private readonly K3sClusterProvider provider = new(Environment.GetEnvironmentVariable, TimeProvider.System);
    private readonly ClusterRequest request = new()
    {
        Release = Environment.GetEnvironmentVariable("HANDSON_K3S_TEST_IMAGE"),
        Run = $"test-{Environment.ProcessId}-{Interlocked.Increment(ref runs)}",
        LooksForImages = false,
    };

    [SetUp]
    public async Task DemandAnEngineAsync()
    {
        if (request.Release is null or "") Assert.Ignore("HANDSON_K3S_TEST_IMAGE names no k3s image");
        if (await provider.WhyNotAsync(request) is { } whyNot) Assert.Ignore(whyNot);
        await provider.PrepareAsync(request, new NoProgress());
    }

    [TearDown]
    public async Task LookForLeaksAsync()
    {
        if (TestContext.CurrentContext.Result.Outcome.Status != NUnit.Framework.Interfaces.TestStatus.Skipped) (await provider.LeftBehindAsync(request)).Should().BeEmpty();
    }

    [Test]
    public async Task A_cluster_has_a_kubectl_inside_that_follows_the_work_folder(CancellationToken cancel)
    {
        await using var cluster = await provider.StartAsync(request, cancel);
        using var folder = new WorkFolder(Path.Combine(Path.GetTempPath(), $"handson-{request.Run}"));
        var kubectl = await cluster.KubectlAsync(folder, cancel);
        folder.Write("map.yaml", "{apiVersion: v1, kind: ConfigMap, metadata: {name: from-a-file}}");

        (await kubectl!.RunAsync(["config", "use-context", "docker-for-desktop"], cancel)).EnsureSuccess();
        (await kubectl.RunAsync(["apply", "-f", "map.yaml"], cancel)).EnsureSuccess().Output.Should().Be("configmap/from-a-file created\n");
        kubectl.Binary.Minor.Should().Be(cluster.Minor);
    }

    [TestCase(0)]
    [TestCase(50)]
    [TestCase(150)]
    [TestCase(300)]
    [TestCase(600)]
    [TestCase(1200)]
    public async Task A_start_that_is_called_off_leaves_nothing(int milliseconds, CancellationToken cancel)
    {
        using var off = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        off.CancelAfter(milliseconds);

        await provider.Awaiting(p => p.StartAsync(request, off.Token)).Should().ThrowAsync<OperationCanceledException>();
    }

    [Test]
    public async Task A_NodePort_is_reached_from_this_machine(CancellationToken cancel)
    {
        await using var cluster = await provider.StartAsync(request, cancel);
        foreach (var document in YamlFile.Parse("""
            {apiVersion: v1, kind: Pod, metadata: {name: web, labels: {app: web}}, spec: {containers: [{name: web, image: "registry.k8s.io/e2e-test-images/agnhost:2.53", args: [netexec]}]}}
            ---
            {apiVersion: v1, kind: Service, metadata: {name: web}, spec: {type: NodePort, selector: {app: web}, ports: [{port: 81, targetPort: 8080}]}}
            """, "test")) await cluster.Api.CreateAsync(new(document.Root), cancel);
        await new Waiter(cluster.Api, TimeProvider.System) { Patience = cluster.Patience }.UntilAsync(Expect.ReadyEndpoints("web", 1), cancel);
        using var http = new HttpClient();

        (await http.GetStringAsync(new Uri(await cluster.AddressAsync("default", "web", 81, cancel), "/hostname"), cancel)).Should().Be("web");
    }

    [Test]
    public async Task A_container_that_is_taken_away_is_why_the_cluster_is_gone(CancellationToken cancel)
    {
        await using var cluster = await provider.StartAsync(request, cancel);
        (await cluster.WhyGoneAsync(cancel)).Should().BeNull();

        await cluster.DisposeAsync();

        (await cluster.WhyGoneAsync(cancel)).Should().StartWith("the container handson-").And.EndWith("is gone; somebody has taken it away");
    }
}
