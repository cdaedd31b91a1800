using FluentAssertions;
using HandsOn.E2E.Cli.Commands;
using HandsOn.E2E.Kubectl;
using HandsOn.E2E.Reporting;
using HandsOn.E2E.Scenarios;
using HandsOn.E2E.Tests.Support;
using NUnit.Framework;

namespace HandsOn.E2E.Tests.Cli;

[CancelAfter(30_000)]
public sealed class KeptClustersTests
{
    private readonly StringWriter output = new();
    private WorkFolder folder = null!;

    [SetUp]
    public void MakeFolder() => folder = TestFolder.Create();

    [TearDown]
    public void DeleteFolder() => folder.Dispose();

    [Test]
    public async Task Those_that_outlive_the_process_are_left_with_the_way_to_reach_and_remove_them()
    {
        var provider = new FakeProvider { Name = "outliving", Kubectl = new RecordingKubectl(), Removal = "docker rm --force --volumes k3s-1" };
        var session = await KeepAsync(provider);

        await KeptClusters.LeaveAsync(session, output, CancellationToken.None);

        var run = session.Kept.Single();
        output.ToString().TrimEnd().Should().Be(
            $"kept: mine: export KUBECONFIG={run.Folder.Kubeconfig}; the manifests are in {run.Folder.Root}\n  to take it away: docker rm --force --volumes k3s-1; rm -r {run.Folder.Root}");
        provider.Running.Should().Be(1);
        File.Exists(run.Folder.Kubeconfig).Should().BeTrue();
    }

    [Test]
    public async Task Those_that_do_not_are_up_until_Ctrl_C()
    {
        var provider = new FakeProvider { Name = "mortal", Kubectl = new RecordingKubectl() };
        var session = await KeepAsync(provider);
        using var stop = new CancellationTokenSource();

        var left = KeptClusters.LeaveAsync(session, output, stop.Token);
        left.IsCompleted.Should().BeFalse();
        output.ToString().TrimEnd().Should().EndWith("\nthe clusters are up until Ctrl-C");
        await stop.CancelAsync();
        await left;

        provider.Running.Should().Be(0);
        session.Kept.Should().BeEmpty();
    }

    private async Task<RunSession> KeepAsync(FakeProvider provider)
    {
        var session = new RunSession(new() { Provider = provider.Name, Keep = true, RunFolder = folder.PathOf("run") }, provider, new NoProgress(), TimeProvider.System);
        await (await session.StartAsync("mine")).EndAsync();
        return session;
    }
}
