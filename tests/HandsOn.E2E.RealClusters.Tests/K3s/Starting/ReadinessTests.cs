using FluentAssertions;
using HandsOn.Cluster.Hosting;
using HandsOn.E2E.Api;
using HandsOn.E2E.RealClusters.K3s.Engine;
using HandsOn.E2E.RealClusters.K3s.Starting;
using HandsOn.E2E.RealClusters.Tests.K3s.Inside;
using HandsOn.E2E.Waiting;
using NUnit.Framework;

namespace HandsOn.E2E.RealClusters.Tests.K3s.Starting;

public sealed class ReadinessTests
{
    private readonly FakeContainer container = new();
    private readonly ContainerLog log = new();

    [Test]
    public async Task The_kubeconfig_is_read_when_the_log_speaks_of_it()
    {
        var readiness = new Readiness(container, log, 1, ownIngress: false);
        container.Answer = (_, _) => Task.FromResult(new ExecResult(0, "kind: Config", ""));

        var reading = readiness.KubeconfigAsync(default);
        log.Add("Starting k3s");
        readiness.Missing.Should().Be("its API server does not run yet");
        container.Commands.Should().BeEmpty();
        log.Add("Wrote kubeconfig /etc/rancher/k3s/k3s.yaml");

        (await reading).Should().Be("kind: Config");
        container.Commands.Should().Equal("cat /etc/rancher/k3s/k3s.yaml");
    }

    [Test, CancelAfter(30_000)]
    public async Task A_lookup_is_asked_for_until_CoreDNS_answers(CancellationToken cancel)
    {
        await using var cluster = await EmbeddedCluster.StartAsync(new EmbeddedClusterOptions(), cancel);
        using var api = Kubeconfig.Parse(cluster.Kubeconfig).Connect();
        var dns = (await api.GetAsync(ApiResources.Services, "kube-system", "kube-dns", cancel)).Spec.String("clusterIP");
        container.Answer = (_, _) => Task.FromResult(container.Commands.Count < 3 ? new ExecResult(1, ";; connection timed out\n", "") : new(0, "Name: kubernetes", ""));
        var readiness = new Readiness(container, log, 1, ownIngress: false);

        await readiness.UsableAsync(api, new(api, TimeProvider.System), cancel);

        container.Commands.Should().Equal(Enumerable.Repeat($"nslookup kubernetes.default.svc.cluster.local {dns}", 3));
        readiness.Missing.Should().Be("CoreDNS does not answer a lookup of kubernetes.default.svc.cluster.local: ;; connection timed out");
    }

    [Test, CancelAfter(30_000)]
    public async Task A_node_that_does_not_join_is_what_is_missing(CancellationToken cancel)
    {
        await using var cluster = await EmbeddedCluster.StartAsync(new EmbeddedClusterOptions(), cancel);
        using var api = Kubeconfig.Parse(cluster.Kubeconfig).Connect();

        var waiting = new Readiness(container, log, 2, ownIngress: false).UsableAsync(api, new(api, TimeProvider.System) { Patience = TimeSpan.FromSeconds(2) }, cancel);

        await waiting.Awaiting(w => w).Should().ThrowAsync<WaitException>().WithMessage("k3s cannot be used yet: 1 of 2 nodes have joined (waited 2 s)");
    }

    [Test]
    public void Only_the_last_lines_of_a_log_are_kept()
    {
        for (var line = 1; line <= 300; line++) log.Add($"{line}");

        log.Last.Should().HaveCount(200).And.EndWith("300");
        log.Clear();
        log.Last.Should().BeEmpty();
    }
}
