using System.CommandLine;
using HandsOn.E2E.Cli.Output;
using HandsOn.E2E.Clusters;
using HandsOn.E2E.Kubectl;
using HandsOn.E2E.Manifests;
using HandsOn.E2E.Scenarios;
using HandsOn.E2E.Tutorial;
using HandsOn.E2E.Versions;
using HandsOn.Scenarios.Running;

namespace HandsOn.E2E.Cli.Commands;

/// <summary>The main job: the scenarios, each on a cluster of its own.</summary>
internal static class RunCommand
{
    private const string Embedded = "embedded";

    public static void Configure(RootCommand root)
    {
        var cluster = new Option<string?>("--cluster") { Description = $"Cluster provider: {string.Join(", ", ClusterProviders.Names)}", HelpName = "PROVIDER" };
        var minor = MinorOption.Create();
        var filter = new Option<string>("--filter") { Description = "Run only scenarios whose name contains this", HelpName = "TEXT", DefaultValueFactory = _ => "" };
        var manifests = new Option<string?>("--manifests") { Description = "Folder of the manifests to test instead of the guestbook's own", HelpName = "DIR" };
        var keep = new Option<bool>("--keep") { Description = "Leave the clusters up afterwards, until Ctrl-C, and print how to reach them" };
        foreach (var option in new Option[] { cluster, minor, filter, manifests, keep }) root.Options.Add(option);
        root.SetAction((parsed, cancellation) => RunAsync(
            Settings(parsed.GetValue(cluster), MinorOption.Given(parsed, minor), parsed.GetValue(manifests), parsed.GetValue(keep)),
            parsed.GetValue(cluster) is null && Environment.GetEnvironmentVariable("HANDSON_CLUSTER") is null or "", parsed.GetValue(filter)!, parsed.InvocationConfiguration.Output, cancellation));
    }

    private static ScenarioSettings Settings(string? cluster, string? minor, string? manifests, bool keep)
    {
        if (cluster is not null && !ClusterProviders.Names.Contains(cluster))
            throw new BadInputException($"--cluster {cluster}: there is no such provider in this build; there is {string.Join(", ", ClusterProviders.Names)}");
        if (manifests is not null && !Directory.Exists(manifests)) throw new BadInputException($"--manifests {manifests}: there is no such folder");
        var fromEnvironment = ScenarioSettings.FromEnvironment(Environment.GetEnvironmentVariable);
        var settings = fromEnvironment with
        {
            Provider = cluster ?? fromEnvironment.Provider,
            Minor = minor is not null ? new KubernetesMinor(MinorOption.Read(minor)) : fromEnvironment.Minor,
            Manifests = manifests is null ? fromEnvironment.Manifests : Path.GetFullPath(manifests),
            Keep = keep || fromEnvironment.Keep,
        };
        if (minor is null && settings is { Provider: Embedded, Minor: { } said }) MinorOption.Demand($"HANDSON_K8S {said}", said.Number);
        return settings;
    }

    // The guestbook's own manifests are no input: what is wrong with them is a scenario that fails.
    private static async Task CheckManifestsAsync(ScenarioSettings settings, CancellationToken cancellation)
    {
        if (settings.Provider != Embedded || settings.Manifests == ProjectFolders.Fixtures("guestbook")) return;
        var minor = settings.Minor ?? await ClusterProviders.Find(settings.Provider).DefaultMinorAsync(new(), cancellation).ConfigureAwait(false);
        ManifestCheck.Folder(settings.Manifests, minor);
        HandsOnFiles.Demand(settings.Manifests, minor);
    }

    private static async Task<int> RunAsync(ScenarioSettings settings, bool chosenForUser, string filter, TextWriter output, CancellationToken cancellation)
    {
        if (ScenarioRunner.Names(filter) is [])
            throw new BadInputException($"--filter {filter}: no scenario has a name like that; there are: {string.Join("; ", ScenarioRunner.Names())}");
        await CheckManifestsAsync(settings, cancellation).ConfigureAwait(false);
        if (!ClusterProviders.Find(settings.Provider).BringsKubectl) await DemandKubectlAsync(cancellation).ConfigureAwait(false);
        int? width = ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected ? Console.WindowWidth : null;
        var progress = new ConsoleProgress(output, width is not null);
        if (chosenForUser && settings.Provider == Embedded) progress.Said(await DockerEngine.WhyEmbeddedAsync(Environment.GetEnvironmentVariable("DOCKER_HOST"), cancellation).ConfigureAwait(false));
        var (report, session) = await ScenarioRunner.RunAsync(settings, progress, filter, cancellation).ConfigureAwait(false);
        ResultTable.Write(output, width, report, session.ReportPath);
        if (session.Kept.Count > 0) await ServeKeptAsync(session, output, cancellation).ConfigureAwait(false);
        if (cancellation.IsCancellationRequested) return ExitCodes.Interrupted;
        return report.Passed && report.Sections.Count > 0 ? ExitCodes.Passed : ExitCodes.Failed;
    }

    private static async Task ServeKeptAsync(RunSession session, TextWriter output, CancellationToken cancellation)
    {
        foreach (var run in session.Kept)
        {
            output.WriteLine($"kept: {run.Name}: export KUBECONFIG={run.Folder.Kubeconfig}; the manifests are in {run.Folder.Root}");
            if (run.Cluster.Removal is { } removal) output.WriteLine($"  to take it away, should this process not do it: {removal}");
        }
        output.WriteLine("the clusters are up until Ctrl-C");
        await Stopped.WaitAsync(cancellation).ConfigureAwait(false);
        await session.EndKeptAsync().ConfigureAwait(false);
    }

    private static async Task DemandKubectlAsync(CancellationToken cancellation)
    {
        using var http = new HttpClient();
        try
        {
            await new KubectlLocator(Environment.GetEnvironmentVariable, new(http, KubectlDownload.DefaultCacheFolder), TimeProvider.System).FindAsync(cancellation).ConfigureAwait(false);
        }
        catch (KubectlException missing)
        {
            throw new BadInputException(missing.Message);
        }
    }
}
