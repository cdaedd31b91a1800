using System.CommandLine;
using HandsOn.E2E.Cli.Output;
using HandsOn.E2E.Clusters;
using HandsOn.E2E.Manifests;
using HandsOn.E2E.Scenarios;
using HandsOn.E2E.Tutorial;
using HandsOn.Scenarios.Running;

namespace HandsOn.E2E.Cli.Commands;

/// <summary>The main job: the scenarios, each on a cluster of its own.</summary>
internal static class RunCommand
{
    public static void Configure(RootCommand root)
    {
        var options = new RunOptions();
        options.AddTo(root);
        root.SetAction((parsed, cancellation) => RunAsync(
            options.Settings(parsed, Environment.GetEnvironmentVariable), options.LeavesProviderToUs(parsed, Environment.GetEnvironmentVariable), options.Filter(parsed),
            parsed.InvocationConfiguration.Output, cancellation));
    }

    private static async Task<int> RunAsync(ScenarioSettings wanted, bool providerIsOurs, string filter, TextWriter output, CancellationToken cancellation)
    {
        if (ScenarioRunner.Names(filter) is [])
            throw new BadInputException($"--filter {filter}: no scenario has a name like that; there are: {string.Join("; ", ScenarioRunner.Names())}");
        if (ScenarioRunner.FullNames(wanted.Shard, filter) is [])
        {
            output.WriteLine($"part {wanted.Shard} has no scenario: there are {ScenarioRunner.Names(filter).Count} to share");
            return ExitCodes.Passed;
        }
        var (settings, choice) = await ProviderChoice.MakeAsync(wanted, providerIsOurs, Find, Environment.GetEnvironmentVariable, cancellation).ConfigureAwait(false);
        await CheckManifestsAsync(settings, cancellation).ConfigureAwait(false);
        int? width = ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected ? Console.WindowWidth : null;
        var progress = new ConsoleProgress(output, width is not null);
        if (choice is not null) progress.Said(choice);
        var (report, session) = await ScenarioRunner.RunAsync(settings, progress, filter, cancellation).ConfigureAwait(false);
        ResultTable.Write(output, width, report, session.ReportPath);
        if (session.Kept.Count > 0) await KeptClusters.LeaveAsync(session, output, cancellation).ConfigureAwait(false);
        if (cancellation.IsCancellationRequested) return ExitCodes.Interrupted;
        return report.Passed && report.Sections.Count > 0 ? ExitCodes.Passed : ExitCodes.Failed;
    }

    private static IClusterProvider? Find(string name) => ClusterProviders.Names.Contains(name) ? ClusterProviders.Find(name) : null;

    // The guestbook's own manifests are no input: what is wrong with them is a scenario that fails.
    private static async Task CheckManifestsAsync(ScenarioSettings settings, CancellationToken cancellation)
    {
        if (settings.Provider != ProviderChoice.Embedded || settings.Manifests == ProjectFolders.Fixtures("guestbook")) return;
        var minor = settings.Minor ?? await ClusterProviders.Find(settings.Provider).DefaultMinorAsync(settings.Request(), cancellation).ConfigureAwait(false);
        ManifestCheck.Folder(settings.Manifests, minor);
        HandsOnFiles.Demand(settings.Manifests, minor);
    }
}
