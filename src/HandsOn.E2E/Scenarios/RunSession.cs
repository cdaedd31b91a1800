using System.Collections.Concurrent;
using System.Globalization;
using HandsOn.E2E.Clusters;
using HandsOn.E2E.Diagnostics;
using HandsOn.E2E.Kubectl;
using HandsOn.E2E.Reporting;
using HandsOn.E2E.Reporting.Html;
using HandsOn.E2E.Versions;

namespace HandsOn.E2E.Scenarios;

/// <summary>One run of scenarios: what they share (settings, kubectl, progress), and the report about them.</summary>
public sealed class RunSession
{
    private readonly ConcurrentQueue<SectionReport> sections = [];
    private readonly Lazy<Task<KubectlBinary>> kubectl;
    private readonly ConcurrentDictionary<KubernetesMinor, Lazy<Task<KubectlBinary>>> answering = [];
    private readonly LeakCheck leaks = new();
    private readonly DateTimeOffset started;
    private readonly long startedAt;

    /// <summary>Begins a run.</summary>
    public RunSession(ScenarioSettings settings, IRunProgress progress, TimeProvider time)
    {
        Settings = settings;
        Progress = progress;
        Time = time;
        started = time.GetUtcNow();
        startedAt = time.GetTimestamp();
        Folder = settings.RunFolder ?? Path.Combine(
            ProjectFolders.Root, "artifacts", string.Create(CultureInfo.InvariantCulture, $"run-{started.UtcDateTime:yyyyMMdd-HHmmss}-{Environment.ProcessId}"));
        kubectl = new(FindKubectlAsync);
    }

    /// <summary>How scenarios run.</summary>
    public ScenarioSettings Settings { get; }

    /// <summary>Is told how the run goes.</summary>
    public IRunProgress Progress { get; }

    /// <summary>The run's clock.</summary>
    public TimeProvider Time { get; }

    /// <summary>Where reports and what is kept of failures are.</summary>
    public string Folder { get; }

    /// <summary>The path of the HTML report.</summary>
    public string ReportPath => Path.Combine(Folder, "report.html");

    /// <summary>Starts a scenario: a cluster of its own, a work folder, kubectl.</summary>
    /// <param name="name">The scenario's name.</param>
    /// <param name="nodes">How many nodes its cluster has.</param>
    /// <param name="cancellation">Ends the start; nothing is left behind then.</param>
    /// <exception cref="ClusterException">The cluster cannot be started.</exception>
    /// <exception cref="KubectlException">There is no kubectl.</exception>
    public async Task<ScenarioRun> StartAsync(string name, int nodes = 1, CancellationToken cancellation = default)
    {
        Progress.SectionStarted(name);
        var begun = Time.GetTimestamp();
        try
        {
            var provider = ClusterProviders.Find(Settings.Provider);
            var binary = await kubectl.Value.WaitAsync(cancellation);
            var cluster = await provider.StartAsync(new(Settings.Minor ?? provider.DefaultMinor, nodes), cancellation);
            return await ScenarioRun.BeginAsync(this, name, cluster, binary, begun, leaks, cancellation);
        }
        catch (Exception error)
        {
            Ended(new(name, Time.GetElapsedTime(begun), []) { Provider = Settings.Provider, Failure = error.Message });
            throw;
        }
    }

    /// <summary>Ends the run: looks for leaks, writes the reports, and gives the run's report.</summary>
    public RunReport End()
    {
        var report = new RunReport(started, Time.GetElapsedTime(startedAt), [.. sections], Settings.Keep ? [] : leaks.Find());
        if (report.Sections.Count == 0) return report;
        Directory.CreateDirectory(Folder);
        File.WriteAllText(ReportPath, HtmlReport.Make(report));
        JUnitReport.Make(report).Save(Path.Combine(Folder, "junit.xml"));
        if (Settings.GitHub)
            foreach (var annotation in GitHubAnnotations.Of(report)) Progress.Said(annotation);
        return report;
    }

    internal void Ended(SectionReport section)
    {
        sections.Enqueue(section);
        Progress.SectionEnded(section);
    }

    /// <summary>kubectl for a cluster, under the version that answers there; clusters of a minor are asked once.</summary>
    internal async Task<KubectlRunner> KubectlForAsync(KubectlBinary found, KubernetesMinor minor, WorkFolder folder)
    {
        var answers = await answering.GetOrAdd(minor, _ => new(() => new KubectlRunner(found, folder, Time).AskAsync())).Value;
        return new(answers, folder, Time);
    }

    private async Task<KubectlBinary> FindKubectlAsync()
    {
        using var http = new HttpClient();
        var found = await new KubectlLocator(Environment.GetEnvironmentVariable, new(http, KubectlDownload.DefaultCacheFolder), Time).FindAsync();
        Progress.Said($"kubectl {found.Version} ({found.Path})");
        return found;
    }
}
