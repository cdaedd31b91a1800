using System.Runtime.CompilerServices;
using HandsOn.E2E.Api;
using HandsOn.E2E.Scenarios;
using HandsOn.E2E.Waiting;
using HandsOn.Scenarios.Running;
using NUnit.Framework;
using NUnit.Framework.Interfaces;

namespace HandsOn.Scenarios.Support;

/// <summary>A scenario: a cluster of its own that is there before the test begins and gone after it.</summary>
[CancelAfter(300_000)]
public abstract class Scenario
{
    private ScenarioRun? run;
    private CancellationTokenSource? cancel;

    /// <summary>How many nodes the cluster has.</summary>
    protected virtual int Nodes => 1;

    /// <summary>The scenario under way.</summary>
    protected ScenarioRun Run => run ?? throw new InvalidOperationException("the scenario has not begun");

    /// <summary>A client of the cluster's API, for what is asserted.</summary>
    protected IApiClient Api => Run.Api;

    /// <summary>Ends when the run is stopped.</summary>
    // NUnit gives a test's body another token than its SetUp; the first use is in the body.
    protected CancellationToken Cancel =>
        (cancel ??= CancellationTokenSource.CreateLinkedTokenSource(TestContext.CurrentContext.CancellationToken, ScenarioSession.Current.Stopping)).Token;

    [SetUp]
    public async Task StartClusterAsync()
    {
        var test = TestContext.CurrentContext.Test;
        if (ScenarioSession.WhyNotHere(test.FullName) is { } reason) Assert.Ignore(reason);
        run = await ScenarioSession.Current.StartAsync(test.Name, Nodes, TestContext.CurrentContext.CancellationToken);
    }

    [TearDown]
    public async Task EndClusterAsync()
    {
        cancel?.Dispose();
        var result = TestContext.CurrentContext.Result;
        if (run is not null) await run.EndAsync(result.Outcome.Status == TestStatus.Failed ? result.Message : null);
    }

    protected Task StepAsync(string sentence, Func<Task> act) => Run.StepAsync(sentence, act);

    protected Task UntilAsync(Expectation expectation) => Run.UntilAsync(expectation, Cancel);

    protected Task ApplyAsync(string sentence, string manifest) => Run.ApplyAsync(sentence, manifest, Cancel);

    protected Task<string> KubectlAsync(string sentence, string command) => Run.KubectlAsync(sentence, command, Cancel);

    protected Task SnapshotAsync(string command, string output, [CallerFilePath] string test = "") => Run.SnapshotAsync(command, output, test);
}
