using System.Reflection;
using FluentAssertions;
using HandsOn.Cluster.Hosting;
using HandsOn.E2E.Api;
using HandsOn.E2E.Inputs;
using HandsOn.E2E.Waiting;
using HandsOn.Kubernetes.Json;
using HandsOn.Testing;
using NUnit.Framework;

namespace HandsOn.E2E.Tests.Waiting;

/// <summary>The waits' own clock stands still: what ends them here is what they see.</summary>
[CancelAfter(60_000)]
public sealed class FinalityTests
{
    private const string Good = "registry.k8s.io/pause:3.10";
    private const string Missing = "registry.k8s.io/pause:nosuch";
    private const string NotFound = "rpc error: code = NotFound desc = failed to pull and unpack image \"" + Missing
        + "\": failed to resolve reference \"" + Missing + "\": " + Missing + ": not found";

    private EmbeddedCluster cluster = null!;
    private IApiClient api = null!;
    private Waiter waiter = null!;

    [SetUp]
    public async Task StartAsync()
    {
        cluster = await EmbeddedCluster.StartAsync(new EmbeddedClusterOptions());
        api = Kubeconfig.Parse(cluster.Kubeconfig).Connect();
        waiter = new(api, new ManualTimeProvider());
    }

    [TearDown]
    public async Task EndAsync()
    {
        api.Dispose();
        await cluster.DisposeAsync();
    }

    private static IEnumerable<TestCaseData> Waits()
    {
        yield return new(Expect.DeploymentReady("web"), "web is not ready: ");
        yield return new(Expect.Settled(), "what was applied is not ready: ");
        yield return new(Expect.ReadyEndpoints("web", 1), "Service web does not lead to 1 pod(s): Service web has no ready pod: ");
        yield return new(Expect.ReadyPods("web", 1, p => p.Labels.String("app") == "web"), "web does not have 1 ready pod(s): ");
    }

    [TestCaseSource(nameof(Waits))]
    public async Task A_wait_ends_when_no_registry_has_the_image(Expectation expectation, string failure, CancellationToken cancellation)
    {
        await ApplyAsync(Web(Missing), cancellation);

        (await waiter.Awaiting(w => w.UntilAsync(expectation, cancellation)).Should().ThrowAsync<WaitException>())
            .WithMessage($"{failure}pod web-* cannot have image {Missing}: {NotFound} (certain after 0 s)");
    }

    [Test]
    public async Task A_wait_ends_when_a_pod_that_nobody_makes_again_has_ended(CancellationToken cancellation)
    {
        await ApplyAsync("""
            apiVersion: v1
            kind: Pod
            metadata: {name: once, namespace: default}
            spec: {restartPolicy: Never, containers: [{name: main, image: "docker.io/library/busybox:1.36", command: [sh, -c, exit 3]}]}
            """, cancellation);

        (await waiter.Awaiting(w => w.UntilAsync(Expect.PodReady("once"), cancellation)).Should().ThrowAsync<WaitException>())
            .WithMessage("pod once is not ready: container main of pod once ended with exit code 3 (certain after 0 s)");
    }

    [Test]
    public async Task A_wait_ends_when_a_Job_has_failed(CancellationToken cancellation)
    {
        await ApplyAsync("""
            apiVersion: batch/v1
            kind: Job
            metadata: {name: once, namespace: default}
            spec:
              backoffLimit: 0
              template: {spec: {restartPolicy: Never, containers: [{name: main, image: "docker.io/library/busybox:1.36", command: [sh, -c, exit 3]}]}}
            """, cancellation);

        (await waiter.Awaiting(w => w.UntilAsync(Expect.Settled(), cancellation)).Should().ThrowAsync<WaitException>())
            .WithMessage("what was applied is not ready: Job once has failed: Job has reached the specified backoff limit (certain after 0 s)");
    }

    [Test]
    public async Task A_wait_for_the_failure_itself_is_not_ended_by_it(CancellationToken cancellation)
    {
        await ApplyAsync(Web(Missing), cancellation);

        await ShouldHoldAsync(BacksOff().About("Deployment", "default", "web"), cancellation);
        await ShouldHoldAsync(Expect.ReadyEndpoints("web", 0), cancellation);
    }

    [Test]
    public async Task A_wait_for_something_beside_what_is_broken_is_not_ended_by_it(CancellationToken cancellation)
    {
        await ApplyAsync(Web(Missing), cancellation);
        await waiter.UntilAsync(BacksOff(), cancellation);
        await ApplyAsync(Web(Good).Replace("web", "other"), cancellation);
        await ApplyAsync($$"""
            {apiVersion: v1, kind: Pod, metadata: {name: alone, namespace: default}, spec: {containers: [{name: main, image: "{{Good}}"}]} }
            """, cancellation);

        await ShouldHoldAsync(Expect.DeploymentReady("other"), cancellation);
        await ShouldHoldAsync(Expect.ReadyEndpoints("other", 1), cancellation);
        await ShouldHoldAsync(Expect.PodReady("alone"), cancellation);
    }

    [Test]
    public async Task What_is_mended_is_waited_for_although_the_broken_pods_are_still_there(CancellationToken cancellation)
    {
        foreach (var round in Enumerable.Range(0, 10))
        {
            await ApplyAsync(Web($"{Missing}{round}"), cancellation);
            await waiter.UntilAsync(BacksOff($"{Missing}{round}"), cancellation);

            await ApplyAsync(Web(Good), cancellation);
            Expectation[] mended = [Expect.DeploymentReady("web"), Expect.ReadyEndpoints("web", 1), Expect.Settled()];
            await Task.WhenAll(mended.Select(m => ShouldHoldAsync(m, cancellation)));
        }
    }

    [Test]
    public void The_exception_says_it_once() => typeof(WaitException)
        .GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        .Should().BeEmpty("test frameworks print them behind the message");

    private async Task ShouldHoldAsync(Expectation expectation, CancellationToken cancellation) =>
        await waiter.Awaiting(w => w.UntilAsync(expectation, cancellation)).Should().NotThrowAsync("{0} is still possible", expectation.Sentence);

    private static Expectation BacksOff(string image = Missing)
    {
        return new("its image cannot be pulled", "nothing is said of its image", [ApiResources.Pods],
            view => view.All(ApiResources.Pods, "default").SelectMany(p => p.Status.List("containerStatuses").Maps()).Any(Waits) ? null : "none waits");

        bool Waits(JsonMap status) => status.String("image") == image && status.String("state", "waiting", "reason") == "ImagePullBackOff";
    }

    private async Task ApplyAsync(string manifest, CancellationToken cancellation)
    {
        foreach (var document in YamlFile.Parse(manifest, "this test")) await api.ApplyAsync(new(document.Root), cancellation);
    }

    private static string Web(string image) => $$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web, namespace: default}
        spec:
          strategy: {type: Recreate}
          selector: {matchLabels: {app: web} }
          template:
            metadata: {labels: {app: web} }
            spec: {terminationGracePeriodSeconds: 0, containers: [{name: web, image: "{{image}}"}]}
        ---
        {apiVersion: v1, kind: Service, metadata: {name: web, namespace: default}, spec: {selector: {app: web}, ports: [{port: 80}]} }
        """;
}
