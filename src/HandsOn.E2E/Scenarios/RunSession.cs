using System.Collections.Concurrent;
using System.Globalization;
using HandsOn.E2E.Clusters;
using HandsOn.E2E.Diagnostics;
using HandsOn.E2E.Inputs;
using HandsOn.E2E.Kubectl;
using HandsOn.E2E.Reporting;
using HandsOn.E2E.Reporting.Html;

namespace HandsOn.E2E.Scenarios;

/// <summary>One run of scenarios: what they share (settings, kubectl, progress), and the report about them.</summary>
public sealed class RunSession
{
    private readonly ConcurrentQueue<SectionReport> sections = [];
    private readonly ConcurrentQueue<ScenarioRun> kept = [];
    private readonly KubectlSupply kubectl;
    private readonly Lazy<Task<ClusterPool>> pool;
    private readonly IClusterProvider provider;
    private readonly LeakCheck leaks = new();
    private readonly DateTimeOffset started;
    private readonly long startedAt;

    /// <summary>Begins a run.</summary>
    /// <param name="settings">How scenarios run.</param>
    /// <param name="provider">Where their clusters come from.</param>
    /// <param name="progress">Is told how the run goes.</param>
    /// <param name="time">The run's clock.</param>
    /// <param name="plan">What is known beforehand of the scenarios that will run.</param>
    /// <param name="stopping">Stops the run: what starts or waits ends at once, and nothing of it is kept.</param>
    public RunSession(ScenarioSettings settings, IClusterProvider provider, IRunProgress progress, TimeProvider time, RunPlan? plan = null, CancellationToken stopping = default)
    {
        Stopping = stopping;
        Settings = settings;
        Ingress = new(settings.IngressClass);
        Progress = progress;
        Time = time;
        started = time.GetUtcNow();
        startedAt = time.GetTimestamp();
        Folder = settings.RunFolder ?? Path.Combine(
            ProjectFolders.Root, "artifacts", string.Create(CultureInfo.InvariantCulture, $"run-{started.UtcDateTime:yyyyMMdd-HHmmss}-{Environment.ProcessId}"));
        this.provider = provider;
        Request = settings.Request(RunId.Of(started, Environment.ProcessId, Environment.MachineName));
        kubectl = new(progress, time, stopping);
        pool = new(() => PreparedAsync(plan ?? new()));
    }

    /// <summary>What cluster a scenario of this run gets where it asks for nothing special.</summary>
    public ClusterRequest Request { get; private set; }

    /// <summary>How scenarios run.</summary>
    public ScenarioSettings Settings { get; }

    /// <summary>The controller that serves the scenarios' Ingresses.</summary>
    public IngressController Ingress { get; }

    /// <summary>Is told how the run goes.</summary>
    public IRunProgress Progress { get; }

    /// <summary>The run's clock.</summary>
    public TimeProvider Time { get; }

    /// <summary>Ends when the run is stopped. The scenarios' own tokens do not: NUnit cancels them only while a test's body runs.</summary>
    public CancellationToken Stopping { get; }

    /// <summary>The scenarios whose clusters are still up because the settings say so.</summary>
    public IReadOnlyCollection<ScenarioRun> Kept => kept;

    /// <summary>Where reports and what is kept of failures are.</summary>
    public string Folder { get; }

    /// <summary>The path of the HTML report.</summary>
    public string ReportPath => Path.Combine(Folder, "report.html");

    /// <summary>Does what all scenarios need, before the first; they do it themselves where nobody has done it.</summary>
    /// <exception cref="ClusterException">No cluster can be had: one sentence says why.</exception>
    /// <exception cref="KubectlException">There is no kubectl.</exception>
    public Task PrepareAsync() => pool.Value.WaitAsync(Stopping);

    /// <summary>Starts a scenario: a cluster of its own, a work folder, kubectl.</summary>
    /// <param name="name">The scenario's name.</param>
    /// <param name="nodes">How many nodes its cluster has.</param>
    /// <param name="cancellation">Ends the start; nothing is left behind then.</param>
    /// <exception cref="ClusterException">The cluster cannot be started.</exception>
    /// <exception cref="KubectlException">There is no kubectl.</exception>
    public async Task<ScenarioRun> StartAsync(string name, int nodes = 1, CancellationToken cancellation = default)
    {
        Stopping.ThrowIfCancellationRequested();
        Progress.SectionStarted(name);
        var begun = Time.GetTimestamp();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, Stopping);
        try
        {
            var clusters = await pool.Value.WaitAsync(either.Token);
            var cluster = await clusters.TakeAsync(Request with { Nodes = nodes }, either.Token);
            var work = Path.Combine(FolderOf(name), "work");
            return new(this, name, await Workbench.SetUpAsync(cluster, clusters, work, Ingress, kubectl, leaks, either.Token), begun);
        }
        catch (Exception error)
        {
            Ended(new(name, Time.GetElapsedTime(begun), []) { Provider = Settings.Provider, Failure = Said(error, "while its cluster started") });
            throw;
        }
    }

    /// <summary>Ends the run: takes away what no scenario has asked for, looks for leaks, writes the reports, and gives the run's report.</summary>
    public async Task<RunReport> EndAsync()
    {
        var stuck = await EndPoolAsync();
        if (kept.IsEmpty) await provider.FinishAsync(Request, CancellationToken.None);
        IReadOnlyList<string> left = Settings.Keep ? [] : [.. stuck, .. leaks.Find(), .. await LeftBehindAsync()];
        var report = new RunReport(started, Time.GetElapsedTime(startedAt), [.. sections], left) { Retries = provider.RetriesOf(Request) };
        if (report.Sections.Count == 0) return report;
        Directory.CreateDirectory(Folder);
        File.WriteAllText(ReportPath, HtmlReport.Make(report));
        JUnitReport.Write(report, Path.Combine(Folder, "junit.xml"));
        Settings.GitHub?.Tell(report, Progress);
        return report;
    }

    /// <summary>Takes away the clusters and work folders that were kept.</summary>
    public async Task EndKeptAsync()
    {
        while (kept.TryDequeue(out var run)) await run.TakeAwayAsync();
        await provider.FinishAsync(Request, CancellationToken.None);
    }

    /// <summary>Leaves the work folders that were kept to the user, beyond the end of this process: the clusters outlive it too.</summary>
    public void LeaveKept()
    {
        foreach (var run in kept) run.Folder.Leave();
    }

    internal void Keep(ScenarioRun run) => kept.Enqueue(run);

    /// <summary>What an error says, or, where the run was stopped, that it was.</summary>
    internal string Said(Exception error, string when) =>
        error is OperationCanceledException && Stopping.IsCancellationRequested ? $"the run was stopped {when}" : error.Message;

    internal void Ended(SectionReport section)
    {
        sections.Enqueue(section);
        Progress.SectionEnded(section);
    }

    /// <summary>The folder of a scenario: its work folder, and what is kept of its failure.</summary>
    internal string FolderOf(string scenario) => Path.Combine(Folder, string.Concat(scenario.Select(c => char.IsLetterOrDigit(c) ? c : '-')));

    private async Task<ClusterPool> PreparedAsync(RunPlan plan)
    {
        if (!provider.BringsKubectl) await kubectl.FindAsync();
        var minor = Request.Minor ?? await provider.DefaultMinorAsync(Request, Stopping);
        Request = Request with { Minor = minor, Images = [.. plan.Images.Concat(Settings.IngressImages(minor)).DistinctBy(i => i.Name)] };
        await provider.PrepareAsync(Request, Progress, Stopping);
        return new(provider, Request, plan.Scenarios);
    }

    private async Task<IReadOnlyCollection<string>> EndPoolAsync()
    {
        if (!pool.IsValueCreated) return [];
        // A run may be stopped while it prepares: nothing of that goes on behind the report. Whoever asked has been told why it failed.
        await ((Task)pool.Value).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!pool.Value.IsCompletedSuccessfully) return [];
        var clusters = await pool.Value;
        await clusters.DisposeAsync();
        return clusters.Stuck;
    }

    private async Task<IReadOnlyList<string>> LeftBehindAsync()
    {
        try
        {
            return pool.IsValueCreated ? await provider.LeftBehindAsync(Request, CancellationToken.None) : [];
        }
        catch (ClusterException unknown)
        {
            return [$"whether something was left behind cannot be told: {unknown.Message}"];
        }
    }
}
