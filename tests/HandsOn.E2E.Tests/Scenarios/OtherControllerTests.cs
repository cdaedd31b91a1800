using FluentAssertions;
using HandsOn.E2E.Clusters;
using HandsOn.E2E.Inputs;
using HandsOn.E2E.Kubectl;
using HandsOn.E2E.Manifests;
using HandsOn.E2E.Reporting;
using HandsOn.E2E.Scenarios;
using HandsOn.E2E.Tests.Support;
using HandsOn.E2E.Versions;
using HandsOn.E2E.Waiting;
using HandsOn.Scenarios.Running;
using NUnit.Framework;

namespace HandsOn.E2E.Tests.Scenarios;

/// <summary>
/// The scenarios, where not the ingress-nginx of the text serves but a controller that the cluster has had before: the same program under
/// traefik's class, in traefik's place (<c>kube-system/traefik</c>).
/// </summary>
[CancelAfter(180_000), NonParallelizable]
public sealed class OtherControllerTests
{
    private WorkFolder folder = null!;

    [SetUp]
    public void MakeFolder() => folder = TestFolder.Create();

    [TearDown]
    public void DeleteFolder()
    {
        folder.Dispose();
        foreach (var received in Directory.EnumerateFiles(Path.Combine(ProjectFolders.Root, "scenarios"), "*_class=traefik.received.txt", SearchOption.AllDirectories)) File.Delete(received);
    }

    [Test]
    public async Task The_scenarios_run_unchanged_and_the_report_says_who_serves(CancellationToken cancellation)
    {
        var (report, _) = await ScenarioRunner.RunAsync(Settings("traefik"), new WithController("traefik"), new NoProgress(), "Ingress", cancellation);

        report.Sections.Select(s => s.Failure).Should().HaveCount(2).And.OnlyContain(failure => failure == null);
        var steps = report.Sections.SelectMany(s => s.Steps).ToList();
        steps.Should().Contain(s => s.Sentence == "nothing is installed: traefik serves" && s.Output == "configmap/ingress-controller created\n");
        steps.Single(s => s.Line is { Line: 61 }).Note.Should().EndWith("the class traefik serves, whose controller is there already, so that the file installs nothing.");
        steps.Should().Contain(s => s.Command != null && s.Command.StartsWith("kubectl describe ing") && s.Output!.Contains("Ingress Class:    traefik"));
        steps.Should().NotContain(s => s.Output != null && s.Output.Contains("ingress-nginx-controller"), "ingress-nginx was not installed");
    }

    [Test]
    public async Task A_class_that_the_cluster_does_not_have_is_refused_before_anything_is_done(CancellationToken cancellation)
    {
        var session = new RunSession(Settings("haproxy"), new WithController("traefik"), new NoProgress(), TimeProvider.System);

        await session.Awaiting(s => s.StartAsync("any", cancellation: cancellation)).Should().ThrowAsync<ClusterException>()
            .WithMessage("there is no ingress class haproxy in the cluster; there is traefik");
        (await session.EndAsync()).Leaks.Should().BeEmpty();
    }

    [Test]
    public async Task A_controller_that_nobody_knows_is_reached_where_its_Ingress_says(CancellationToken cancellation)
    {
        var session = new RunSession(Settings("other"), new WithController("other"), new NoProgress(), TimeProvider.System);
        var run = await session.StartAsync("unknown", cancellation: cancellation);
        await run.Awaiting(r => r.IngressAddressAsync(cancellation).AsTask()).Should().ThrowAsync<ClusterException>().WithMessage("no Ingress of class other has an address");

        await run.ApplyAsync("an Ingress", """
            apiVersion: networking.k8s.io/v1
            kind: Ingress
            metadata: {name: web, namespace: default}
            spec: {ingressClassName: other, defaultBackend: {service: {name: web, port: {number: 80} } } }
            """, cancellation);
        await run.UntilAsync(Expect.IngressAddress("web"), cancellation);

        (await run.IngressAddressAsync(cancellation)).Should().Be(new Uri("http://localhost/"), "that is what a load balancer of this cluster calls itself");
        await run.EndAsync();
    }

    // As in CI, where a snapshot that nobody has accepted is a failure: not so that of another controller's own words.
    private ScenarioSettings Settings(string wanted) => new() { IngressClass = wanted, RunFolder = folder.PathOf("run"), Snapshots = new(Accept: false, Strict: true) };

    /// <summary>The embedded cluster, in which somebody has installed a controller.</summary>
    private sealed class WithController(string ingressClass) : IClusterProvider
    {
        private readonly EmbeddedClusterProvider embedded = new(TimeProvider.System);

        public string Name => $"embedded-with-{ingressClass}";

        public Task<KubernetesMinor> DefaultMinorAsync(ClusterRequest request, CancellationToken cancellation = default) => embedded.DefaultMinorAsync(request, cancellation);

        public async Task<ICluster> StartAsync(ClusterRequest request, CancellationToken cancellation = default)
        {
            var cluster = await embedded.StartAsync(request, cancellation);
            var manifest = VersionedManifest.Render(ProjectFolders.Fixtures("ingress-nginx"), cluster.Minor)
                .Replace("ingress-nginx-controller", "traefik").Replace("namespace: ingress-nginx", "namespace: kube-system")
                .Replace("controller-class=k8s.io/ingress-nginx", "controller-class=example.com/another").Replace("controller: k8s.io/ingress-nginx", "controller: example.com/another")
                .Replace("--ingress-class=nginx", $"--ingress-class={ingressClass}").Replace("  name: nginx\n", $"  name: {ingressClass}\n");
            foreach (var document in YamlFile.Parse(manifest, "traefik")) await cluster.Api.ApplyAsync(new(document.Root), cancellation);
            await new Waiter(cluster.Api, TimeProvider.System) { Patience = cluster.Patience }.UntilAsync(Expect.Settled(), cancellation);
            return cluster;
        }
    }
}
