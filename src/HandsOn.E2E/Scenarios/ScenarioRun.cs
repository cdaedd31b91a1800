using System.Runtime.CompilerServices;
using HandsOn.E2E.Api;
using HandsOn.E2E.Clusters;
using HandsOn.E2E.Inputs;
using HandsOn.E2E.Kubectl;
using HandsOn.E2E.Scopes;
using HandsOn.E2E.Waiting;

namespace HandsOn.E2E.Scenarios;

/// <summary>One scenario on a cluster of its own: its steps are told, timed and kept for the report.</summary>
public sealed class ScenarioRun
{
    private readonly RunSession session;
    private readonly Workbench bench;
    private readonly long begun;
    private readonly StepRecorder steps;
    private readonly SnapshotCheck snapshots;

    internal ScenarioRun(RunSession session, string name, Workbench bench, long begun)
    {
        this.session = session;
        this.bench = bench;
        this.begun = begun;
        Name = name;
        steps = new(name, session.Progress, session.Time);
        snapshots = new(session.Settings, Cluster, Kubectl.Binary.Minor);
        Waiter = new(Api, session.Time) { Patience = session.Settings.Patience ?? Cluster.Patience };
    }

    /// <summary>The scenario's name.</summary>
    public string Name { get; }

    /// <summary>Its cluster.</summary>
    public ICluster Cluster => bench.Cluster;

    /// <summary>The names of texts and manifests as this cluster has them.</summary>
    public ClusterScope Scope => Cluster.Scope;

    /// <summary>A client of the cluster's API, for assertions.</summary>
    public IApiClient Api => Cluster.Api;

    /// <summary>kubectl, for the commands that a reader types.</summary>
    public IKubectl Kubectl => bench.Kubectl;

    /// <summary>The folder in which commands run.</summary>
    public WorkFolder Folder => bench.Folder;

    /// <summary>Waits inside a step, without becoming one.</summary>
    public Waiter Waiter { get; }

    /// <summary>Everything that happened to the cluster's pods since the scenario began.</summary>
    public ObjectHistory Pods => bench.Pods;

    /// <summary>The controller that serves the scenario's Ingresses.</summary>
    public IngressController Ingress => session.Ingress;

    /// <summary>Does something that a sentence describes; the report shows it with its time and its failure.</summary>
    public Task StepAsync(string sentence, Func<Task> act) => StepAsync(sentence, null, _ => act());

    /// <summary>Does something that a line of a text asks for; the report shows it with that line and what the step says of itself.</summary>
    /// <param name="sentence">What it is for.</param>
    /// <param name="line">The line; <see langword="null"/> where the step follows none.</param>
    /// <param name="act">Does it.</param>
    public Task StepAsync(string sentence, SourceLine? line, Func<StepRecord, Task> act) => steps.RunAsync(sentence, line, act);

    /// <summary>Waits for something; the report shows it as a step.</summary>
    /// <exception cref="WaitException">It did not come true in time; the message names the root cause.</exception>
    public Task UntilAsync(Expectation expectation, CancellationToken cancellation) =>
        StepAsync($"wait until {expectation.Sentence}", () => Waiter.UntilAsync(expectation, cancellation));

    /// <summary>Runs a kubectl command; the report shows it as a step.</summary>
    /// <param name="sentence">What it is for.</param>
    /// <param name="command">The command without <c>kubectl</c>; quotes are read as a shell reads them.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <returns>What it wrote to standard output.</returns>
    /// <exception cref="KubectlException">kubectl refuses.</exception>
    public async Task<string> KubectlAsync(string sentence, string command, CancellationToken cancellation)
    {
        var output = "";
        await StepAsync(sentence, null, async record =>
        {
            var result = await Kubectl.RunAsync(ShellWords.Split(command), cancellation);
            (record.Command, record.Output, output) = (result.Command, result.Everything, result.Output);
            result.EnsureSuccess();
        });
        return output;
    }

    /// <summary>Makes the cluster hold what a manifest says (server-side apply), object by object.</summary>
    /// <exception cref="ManifestException">The manifest is not YAML.</exception>
    /// <exception cref="HandsOn.Kubernetes.Errors.StatusException">The server refuses an object.</exception>
    public Task ApplyAsync(string sentence, string manifest, CancellationToken cancellation) => StepAsync(sentence, async () =>
    {
        var documents = YamlFile.Parse(manifest, sentence);
        foreach (var document in documents) Scope.Learn(document.Root);
        foreach (var document in documents) await Api.ApplyAsync(new(document.Root), cancellation);
    });

    /// <summary>Copies a folder of manifests into the work folder. A failure that one of them causes points at its line.</summary>
    /// <param name="folder">The folder; its subfolders are not read.</param>
    /// <param name="place">Where the files go, relative to the work folder.</param>
    public void BringManifests(string folder, string place) => bench.Bring(new(folder, place));

    /// <summary>Where the ingress controller is reached that serves an Ingress of the scenario.</summary>
    /// <exception cref="ClusterException">It is not published to this machine.</exception>
    public ValueTask<Uri> IngressAddressAsync(CancellationToken cancellation) => Ingress.AddressAsync(Cluster, cancellation);

    /// <summary>Compares an output with the accepted snapshot beside the test.</summary>
    /// <param name="command">The command, in the words of <see cref="Snapshots.OutputVersions"/>: <c>describe pod</c>.</param>
    /// <param name="output">The output.</param>
    /// <param name="test">The test's source file, filled in by the compiler.</param>
    /// <exception cref="Snapshots.SnapshotException">It differs.</exception>
    public Task SnapshotAsync(string command, string output, [CallerFilePath] string test = "") =>
        StepAsync($"\"{command}\" shows what it showed before", null, async record => record.Note = await snapshots.CompareAsync(command, output, test));

    /// <summary>Ends the scenario: keeps what explains a failure, takes the cluster away and hands in the report.</summary>
    /// <param name="failure">Why it failed, where not by one of its steps; <see langword="null"/> otherwise.</param>
    /// <exception cref="ClusterException">The cluster could not be taken away.</exception>
    public async Task EndAsync(string? failure = null)
    {
        var said = steps.Failure is { } failed ? session.Said(failed, $"during \"{steps.Steps[^1].Sentence}\"") : failure;
        var account = said is null ? null : new FailureAccount(said, steps, bench);
        var stopped = session.Stopping.IsCancellationRequested;
        ClusterException? stuck = null;
        try
        {
            if (account is not null && !stopped) await account.CompleteAsync(session.FolderOf(Name), session.Stopping);
        }
        finally
        {
            var images = Cluster.UnverifiedImages;
            if (session.Settings.Keep && !stopped) session.Keep(this);
            else stuck = await bench.TryTakeAwayAsync();
            session.Ended(new(Name, session.Time.GetElapsedTime(begun), steps.Steps)
            {
                Provider = Cluster.Provider,
                Kubernetes = Cluster.Version,
                Kubectl = Kubectl.Binary.Version,
                UnverifiedImages = images,
                Artifacts = account?.Artifacts,
                Failure = account?.Sentence ?? stuck?.Message,
                FailedAt = account?.At,
            });
        }
        if (stuck is not null) throw stuck;
    }

    /// <summary>Takes the cluster and the work folder away.</summary>
    internal Task TakeAwayAsync() => bench.TakeAwayAsync();
}
