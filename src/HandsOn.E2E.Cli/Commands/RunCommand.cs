using System.CommandLine;
using System.Globalization;
using HandsOn.E2E.Cli.Output;
using HandsOn.E2E.Clusters;
using HandsOn.E2E.Inputs;
using HandsOn.E2E.Manifests;
using HandsOn.E2E.Scenarios;
using HandsOn.Scenarios.Running;
using HandsOn.Scenarios.Support;

namespace HandsOn.E2E.Cli.Commands;

/// <summary>The main job: the scenarios, each on a cluster of its own.</summary>
internal static class RunCommand
{
    public static void Configure(RootCommand root)
    {
        var options = new RunOptions();
        options.AddTo(root);
        root.SetAction((parsed, cancellation) => RunAsync(options, parsed, parsed.InvocationConfiguration.Output, cancellation));
    }

    private static async Task<int> RunAsync(RunOptions options, ParseResult parsed, TextWriter output, CancellationToken cancellation)
    {
        var (wanted, filter) = (options.Settings(parsed, Environment.GetEnvironmentVariable), options.Filter(parsed));
        var minors = options.Matrix(parsed, wanted);
        if (ScenarioRunner.Names(filter) is [])
            throw new BadInputException($"--filter {filter}: no scenario has a name like that; there are: {string.Join("; ", ScenarioRunner.Names())}");
        if (ScenarioRunner.FullNames(wanted.Shard, filter) is [])
        {
            output.WriteLine($"part {wanted.Shard} has no scenario: there are {ScenarioRunner.Names(filter).Count} to share");
            return ExitCodes.Passed;
        }
        IReadOnlyList<ScenarioSettings> runs = minors.Count == 0 ? [wanted] : [.. minors.Select(minor => wanted with { Minor = minor, Release = null })];
        (runs, var choice) = await ProviderChoice.MakeAsync(runs, options.LeavesProviderToUs(parsed, Environment.GetEnvironmentVariable), Providers.All, cancellation).ConfigureAwait(false);
        if (minors.Count == 0) await CheckManifestsAsync(runs[0], cancellation).ConfigureAwait(false);
        int? width = ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected ? Console.WindowWidth : null;
        if (choice is not null) output.WriteLine(choice);
        try
        {
            return minors.Count == 0
                ? await RunAsync(runs[0], filter, output, width, cancellation).ConfigureAwait(false)
                : await new MatrixRun(runs, FolderOf(wanted), filter, output, width).RunAsync(cancellation).ConfigureAwait(false);
        }
        catch (ClusterException no) when (choice is not null && runs[0].Provider != ProviderChoice.Embedded)
        {
            // Not silently on the simulator instead: that an image cannot be had is what the user must hear.
            throw new BadInputException($"{no.Message}; --cluster {ProviderChoice.Embedded} runs on the simulator");
        }
    }

    private static async Task<int> RunAsync(ScenarioSettings settings, string filter, TextWriter output, int? width, CancellationToken cancellation)
    {
        var (report, session) = await ScenarioRunner.RunAsync(settings, Providers.All.Find(settings.Provider), new ConsoleProgress(output, width is not null), filter, cancellation).ConfigureAwait(false);
        ResultTable.Write(output, width, report, session.ReportPath);
        if (session.Kept.Count > 0) await KeptClusters.LeaveAsync(session, output, cancellation).ConfigureAwait(false);
        if (cancellation.IsCancellationRequested) return ExitCodes.Interrupted;
        return report.Passed && report.Sections.Count > 0 ? ExitCodes.Passed : ExitCodes.Failed;
    }

    /// <summary>Judges manifests before anything runs. The guestbook's own are no input: what is wrong with them is a scenario that fails.</summary>
    /// <exception cref="SourceException">No cluster of that minor would read them, or the text that uses them cannot be followed.</exception>
    internal static async Task CheckManifestsAsync(ScenarioSettings settings, CancellationToken cancellation)
    {
        if (settings.Provider != ProviderChoice.Embedded || settings.Manifests is not { } folder) return;
        var minor = settings.Minor ?? await Providers.All.Find(settings.Provider).DefaultMinorAsync(settings.Request(), cancellation).ConfigureAwait(false);
        ManifestCheck.Folder(folder, minor);
        HandsOnText.For(settings).DemandFiles(minor);
    }

    private static string FolderOf(ScenarioSettings settings) => settings.RunFolder ?? Path.Combine(
        ProjectFolders.Root, "artifacts", string.Create(CultureInfo.InvariantCulture, $"matrix-{TimeProvider.System.GetUtcNow():yyyyMMdd-HHmmss}-{Environment.ProcessId}"));
}
