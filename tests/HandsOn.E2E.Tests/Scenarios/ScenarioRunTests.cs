using System.Runtime.Versioning;
using FluentAssertions;
using HandsOn.E2E.Api;
using HandsOn.E2E.Inputs;
using HandsOn.E2E.Kubectl;
using HandsOn.E2E.Reporting;
using HandsOn.E2E.Scenarios;
using HandsOn.E2E.Tests.Support;
using HandsOn.E2E.Waiting;
using NUnit.Framework;

namespace HandsOn.E2E.Tests.Scenarios;

/// <summary>A whole scenario against a cluster that is only a few lines; its kubectl is a shell script that repeats what it was asked.</summary>
[Platform(Exclude = "Win"), UnsupportedOSPlatform("windows"), CancelAfter(30_000), NonParallelizable]
public sealed class ScenarioRunTests
{
    private readonly FakeProvider provider = new();
    private WorkFolder folder = null!;
    private RunSession session = null!;

    [SetUp]
    public void Begin()
    {
        folder = TestFolder.Create();
        folder.Write("kubectl", "#!/bin/sh\n[ \"$1\" = version ] && echo 'Client Version: v1.36.2' && exit\n[ \"$2\" = no ] && echo 'error: no such thing' >&2 && exit 1\necho \"$@\"\n");
        File.SetUnixFileMode(folder.PathOf("kubectl"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Environment.SetEnvironmentVariable("HANDSON_KUBECTL", folder.PathOf("kubectl"));
        session = new(new ScenarioSettings { Provider = "fake", RunFolder = folder.PathOf("run") }, provider, new NoProgress(), TimeProvider.System);
    }

    [TearDown]
    public void End()
    {
        Environment.SetEnvironmentVariable("HANDSON_KUBECTL", null);
        folder.Dispose();
    }

    [Test]
    public async Task A_scenario_that_passes_leaves_a_report_and_nothing_else(CancellationToken cancellation)
    {
        var run = await session.StartAsync("fine", cancellation: cancellation);
        Directory.EnumerateFileSystemEntries(run.Folder.Root).Select(Path.GetFileName).Should().BeEquivalentTo([".home", "ingress-nginx"], "it follows no text");
        (await run.KubectlAsync("kubectl answers", "get 'two words'", cancellation)).Should().Be("get two words\n");
        await run.StepAsync("a line of a text", new SourceLine("text.md", 55), _ => Task.CompletedTask);
        await run.EndAsync();

        var report = await session.EndAsync();

        report.Passed.Should().BeTrue();
        report.Sections.Single().Steps.Select(s => s.Sentence).Should().Equal("kubectl answers", "a line of a text");
        report.Sections.Single().Steps[1].Line.Should().Be(new SourceLine("text.md", 55));
        provider.Running.Should().Be(0);
        Directory.GetFileSystemEntries(session.Folder).Select(Path.GetFileName).Should().BeEquivalentTo("report.html", "junit.xml");
    }

    [Test]
    public async Task A_failure_of_an_object_points_at_its_manifest(CancellationToken cancellation)
    {
        var run = await session.StartAsync("not ready", cancellation: cancellation);
        run.BringManifests(Fixtures.Path("guestbook"), "examples/guestbook");
        var never = new Expectation("frontend is ready", "frontend is not ready", [ApiResources.Pods], _ => "no pods").About("Deployment", "default", "frontend");
        await run.Invoking(r => r.UntilAsync(never, cancellation)).Should().ThrowAsync<WaitException>();
        await run.EndAsync();

        var section = (await session.EndAsync()).Sections.Single();

        section.Failure.Should().Be("frontend is not ready: Deployment frontend does not exist in namespace default (waited 0.3 s)");
        section.FailedAt.Should().Be(new SourceLine("fixtures/guestbook/frontend-deployment.yaml", 3));
    }

    [Test]
    public async Task A_cluster_that_is_kept_is_neither_taken_away_nor_called_a_leak(CancellationToken cancellation)
    {
        session = new(session.Settings with { Keep = true }, provider, new NoProgress(), TimeProvider.System);
        var run = await session.StartAsync("kept", cancellation: cancellation);
        await run.EndAsync();

        (await session.EndAsync()).Leaks.Should().BeEmpty();
        provider.Running.Should().Be(1);
        File.Exists(run.Folder.Kubeconfig).Should().BeTrue();
    }
}
