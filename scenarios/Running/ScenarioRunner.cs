using System.Reflection;
using HandsOn.E2E.Clusters;
using HandsOn.E2E.Reporting;
using HandsOn.E2E.Scenarios;
using NUnit.Framework.Api;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

namespace HandsOn.Scenarios.Running;

/// <summary>Runs this assembly's scenarios inside the calling process, by NUnit itself.</summary>
/// <example><code>
/// var (report, session) = await ScenarioRunner.RunAsync(settings, Providers.All.Find("embedded"), new TextProgress(Console.Out), filter: "Pod", cancellation);
/// return report.Passed ? 0 : 1;
/// </code></example>
public static class ScenarioRunner
{
    /// <summary>The names of all scenarios that the filter lets through.</summary>
    /// <param name="filter">A part of a scenario's full name, whatever its case; empty for all.</param>
    public static IReadOnlyList<string> Names(string filter = "") => [.. All(filter).Select(t => t.Name)];

    /// <summary>The full names of the scenarios that the filter lets through, or of that part of them.</summary>
    public static IReadOnlyList<string> FullNames(Shard? shard, string filter = "")
    {
        var names = All(filter).Select(t => t.FullName);
        return shard is null ? [.. names] : shard.Of(names);
    }

    /// <summary>Runs scenarios and gives the report about them; the report's files are written, clusters that are kept are in the session.</summary>
    /// <param name="settings">How they run, and which part of them.</param>
    /// <param name="provider">Where their clusters come from.</param>
    /// <param name="progress">Is told how it goes.</param>
    /// <param name="filter">A part of a scenario's full name, whatever its case; empty for all.</param>
    /// <param name="cancellation">Stops the run; what is under way is taken down first.</param>
    /// <exception cref="ClusterException">No cluster can be had for it: nothing was run.</exception>
    public static async Task<(RunReport Report, RunSession Session)> RunAsync(
        ScenarioSettings settings, IClusterProvider provider, IRunProgress progress, string filter = "", CancellationToken cancellation = default)
    {
        var names = FullNames(settings.Shard, filter).ToHashSet();
        var session = new RunSession(settings, provider, progress, TimeProvider.System, ScenarioPlan.Of(settings, names.Count), cancellation);
        await session.PrepareAsync();
        ScenarioSession.Use(session);
        var runner = Load();
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        runner.RunAsync(new Ending(ended), new NameFilter(names));
        // Told to stop, NUnit cancels the tokens of the scenarios that run and starts no others.
        await using (cancellation.Register(() => runner.StopRun(force: false))) await ended.Task;
        return (await session.EndAsync(), session);
    }

    private static NUnitTestAssemblyRunner Load()
    {
        var runner = new NUnitTestAssemblyRunner(new DefaultTestAssemblyBuilder());
        runner.Load(Assembly.GetExecutingAssembly(), new Dictionary<string, object>());
        return runner;
    }

    private static IEnumerable<ITest> All(string filter) => Leaves(Load().LoadedTest!).Where(t => t.FullName.Contains(filter, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<ITest> Leaves(ITest test) => test.IsSuite ? test.Tests.SelectMany(Leaves) : [test];

    private sealed class NameFilter(HashSet<string> names) : TestFilter
    {
        public override bool Match(ITest test) => !test.IsSuite && names.Contains(test.FullName);

        public override bool Pass(ITest test, bool negated) => IsExplicitMatch(test);

        public override bool IsExplicitMatch(ITest test) => Leaves(test).Any(Match);

        public override TNode AddToXml(TNode parentNode, bool recursive) => parentNode.AddElement("tests", string.Join(", ", names));
    }

    private sealed class Ending(TaskCompletionSource ended) : ITestListener
    {
        public void TestStarted(ITest test) { }

        public void TestFinished(ITestResult result)
        {
            if (result.Test.Parent is null) ended.TrySetResult();
        }

        public void TestOutput(TestOutput output) { }

        public void SendMessage(TestMessage message) { }
    }
}
