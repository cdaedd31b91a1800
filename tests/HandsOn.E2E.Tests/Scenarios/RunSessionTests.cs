using FluentAssertions;
using HandsOn.E2E.Api;
using HandsOn.E2E.Clusters;
using HandsOn.E2E.Kubectl;
using HandsOn.E2E.Reporting;
using HandsOn.E2E.Scenarios;
using HandsOn.E2E.Tests.Support;
using HandsOn.E2E.Versions;
using NUnit.Framework;

namespace HandsOn.E2E.Tests.Scenarios;

/// <summary>What a run does once for all its scenarios, and what it says at its end.</summary>
[CancelAfter(30_000), NonParallelizable]
public sealed class RunSessionTests
{
    private readonly FakeProvider provider = new() { Name = "fake-session", Kubectl = new RecordingKubectl(), StartsAhead = 1 };
    private WorkFolder folder = null!;

    [SetUp]
    public void Begin()
    {
        folder = TestFolder.Create();
    }

    [TearDown]
    public void End() => folder.Dispose();

    [Test]
    public async Task It_prepares_once_for_all_scenarios_with_the_minor_and_all_images(CancellationToken cancellation)
    {
        var session = Session(new RunPlan { Scenarios = 2, Images = [new("example.com/extra:1")] });
        var runs = await Task.WhenAll(session.StartAsync("one", cancellation: cancellation), session.StartAsync("two", cancellation: cancellation));
        foreach (var run in runs) await run.EndAsync();

        (await session.EndAsync()).Passed.Should().BeTrue();
        var request = provider.Prepared.Should().ContainSingle().Subject;
        request.Should().Be(session.Request);
        request.Minor.Should().Be(new KubernetesMinor(36));
        request.Run.Should().MatchRegex(@"^\d{4}-\d{6}-\d+-[0-9a-f]{4}$");
        request.Images.Select(i => i.Name).Should().Contain("example.com/extra:1").And.Contain(i => i.Contains("ingress-nginx"));
    }

    [Test]
    public async Task A_preparation_that_fails_gives_every_scenario_its_sentence(CancellationToken cancellation)
    {
        provider.Preparing = _ => throw new ClusterException("the engine does not answer");
        var session = Session(new RunPlan { Scenarios = 2 });

        foreach (var name in new[] { "one", "two" })
            await session.Awaiting(s => s.StartAsync(name, cancellation: cancellation)).Should().ThrowAsync<ClusterException>().WithMessage("the engine does not answer");

        var report = await session.EndAsync();
        report.Sections.Select(s => (s.Name, s.Failure)).Should().Equal(("one", "the engine does not answer"), ("two", "the engine does not answer"));
        report.Leaks.Should().BeEmpty();
        provider.Prepared.Should().HaveCount(1);
        provider.Running.Should().Be(0);
    }

    [Test]
    public async Task A_run_that_is_stopped_while_it_prepares_ends_after_the_preparation(CancellationToken cancellation)
    {
        using var stopping = new CancellationTokenSource();
        var (asked, tidiedUp) = (new TaskCompletionSource(), new TaskCompletionSource());
        var ended = false;
        provider.Preparing = async stopped =>
        {
            var pull = new TaskCompletionSource();
            await using var _ = stopped.Register(pull.SetCanceled);
            asked.SetResult();
            try
            {
                await pull.Task;
            }
            finally
            {
                await tidiedUp.Task;
                ended = true;
            }
        };
        var session = Session(new RunPlan { Scenarios = 1 }, stopping.Token);
        var start = session.StartAsync("one", cancellation: cancellation);
        await asked.Task;

        await stopping.CancelAsync();
        await start.Awaiting(s => s).Should().ThrowAsync<OperationCanceledException>();
        var end = session.EndAsync();
        end.IsCompleted.Should().BeFalse("the provider still takes away what it had begun");
        tidiedUp.SetResult();

        (await end).Sections.Single().Failure.Should().Be("the run was stopped while its cluster started");
        ended.Should().BeTrue();
    }

    [Test]
    public async Task The_end_takes_away_what_was_started_ahead(CancellationToken cancellation)
    {
        var session = Session(new RunPlan { Scenarios = 3 });
        var run = await session.StartAsync("one", cancellation: cancellation);
        provider.Running.Should().Be(2);
        await run.EndAsync();

        (await session.EndAsync()).Passed.Should().BeTrue();
        provider.Running.Should().Be(0);
    }

    [Test]
    public async Task What_the_provider_has_left_behind_is_in_the_report(CancellationToken cancellation)
    {
        provider.Left = () => ["container x is still there"];
        var session = await RunOneAsync(cancellation);

        var report = await session.EndAsync();
        report.Leaks.Should().Equal("container x is still there");
        report.Passed.Should().BeFalse();
    }

    [Test]
    public async Task That_nobody_knows_what_was_left_behind_is_in_the_report_too(CancellationToken cancellation)
    {
        provider.Left = () => throw new ClusterException("the engine is gone");
        var session = await RunOneAsync(cancellation);

        (await session.EndAsync()).Leaks.Should().Equal("whether something was left behind cannot be told: the engine is gone");
    }

    [Test]
    public async Task A_cluster_that_cannot_be_taken_away_fails_its_scenario_and_is_told(CancellationToken cancellation)
    {
        provider.Stays = new ClusterException("the API server does not answer");
        var session = Session(new RunPlan());
        var run = await session.StartAsync("one", cancellation: cancellation);

        await run.Awaiting(r => r.EndAsync()).Should().ThrowAsync<ClusterException>();
        (await session.EndAsync()).Sections.Single().Failure.Should().Be("its cluster could not be taken away: the API server does not answer");
        Directory.Exists(run.Folder.Root).Should().BeFalse();
    }

    [Test]
    public async Task Retries_of_the_provider_are_in_the_report_and_kubectl_is_the_clusters(CancellationToken cancellation)
    {
        var guard = new RecordingKubectl();
        var retries = new Dictionary<string, int> { ["503"] = 2 };
        var retrying = new FakeProvider { Kubectl = new RecordingKubectl(), Guard = _ => guard, Retries = retries };
        var settings = new ScenarioSettings { RunFolder = folder.PathOf("run") };
        var session = new RunSession(settings, retrying, new NoProgress(), TimeProvider.System);
        var run = await session.StartAsync("one", cancellation: cancellation);
        await run.KubectlAsync("asks", "get pods", cancellation);
        await run.EndAsync();

        (await session.EndAsync()).Retries.Should().Equal(retries);
        guard.Calls.Should().Equal("get pods");
    }

    [Test]
    public async Task A_run_of_no_scenarios_prepares_nothing()
    {
        (await Session(new RunPlan { Scenarios = 1 }).EndAsync()).Leaks.Should().BeEmpty();
        provider.Prepared.Should().BeEmpty();
    }

    private RunSession Session(RunPlan plan, CancellationToken stopping = default) => new(
        new ScenarioSettings { Provider = provider.Name, RunFolder = folder.PathOf("run") }, provider, new NoProgress(), TimeProvider.System, plan, stopping);

    private async Task<RunSession> RunOneAsync(CancellationToken cancellation)
    {
        var session = Session(new RunPlan());
        await (await session.StartAsync("one", cancellation: cancellation)).EndAsync();
        return session;
    }
}
