using System.Runtime.CompilerServices;
using HandsOn.E2E.Api;
using HandsOn.E2E.Clusters;
using HandsOn.E2E.Clusters.Scopes;
using HandsOn.E2E.Diagnostics;
using HandsOn.E2E.Diagnostics.RootCauses;
using HandsOn.E2E.Kubectl;
using HandsOn.E2E.Manifests;
using HandsOn.E2E.Reporting;
using HandsOn.E2E.Snapshots;
using HandsOn.E2E.Tutorial;
using HandsOn.E2E.Tutorial.Parsing;
using HandsOn.E2E.Tutorial.Samples;
using HandsOn.E2E.Waiting;

namespace HandsOn.E2E.Scenarios;

/// <summary>One scenario on a cluster of its own: its steps are told, timed and kept for the report.</summary>
public sealed class ScenarioRun
{
    private readonly RunSession session;
    private readonly long begun;
    private readonly StepRecorder steps;
    private readonly Lazy<TutorialFollower> follower;

    private ScenarioRun(RunSession session, string name, ICluster cluster, WorkFolder folder, IKubectl kubectl, ObjectHistory pods, long begun)
    {
        this.session = session;
        this.begun = begun;
        Name = name;
        Cluster = cluster;
        Folder = folder;
        Kubectl = kubectl;
        Pods = pods;
        steps = new(name, session.Progress, session.Time);
        Waiter = new(cluster.Api, session.Time) { Patience = session.Settings.Patience ?? cluster.Patience };
        var text = ProjectFolders.Fixtures(Path.Combine("tutorial", "kubernetes-handson.md"));
        Tutorial = TutorialText.Load(text, cluster.Minor, ProjectFolders.Shown(text), Ingress.Words);
        follower = new(() => new(Tutorial, Kubectl, Folder, LiveAsync));
    }

    /// <summary>The scenario's name.</summary>
    public string Name { get; }

    /// <summary>Its cluster.</summary>
    public ICluster Cluster { get; }

    /// <summary>What the names of the text and of manifests are called in this cluster.</summary>
    public ClusterScope Scope => Cluster.Scope;

    /// <summary>A client of the cluster's API, for what is asserted.</summary>
    public ApiClient Api => Cluster.Api;

    /// <summary>kubectl, for what a reader types.</summary>
    public IKubectl Kubectl { get; }

    /// <summary>The folder in which commands run.</summary>
    public WorkFolder Folder { get; }

    /// <summary>Waits inside a step, without becoming one.</summary>
    public Waiter Waiter { get; }

    /// <summary>Everything that happened to the cluster's pods since the scenario began.</summary>
    public ObjectHistory Pods { get; }

    /// <summary>Who serves the scenario's Ingresses.</summary>
    public IngressController Ingress => session.Ingress;

    /// <summary>The hands-on's text, as it is followed on this cluster's minor.</summary>
    public TutorialText Tutorial { get; }

    /// <summary>Does something that a sentence describes; the report shows it with its time and its failure.</summary>
    public Task StepAsync(string sentence, Func<Task> act) => steps.RunAsync(sentence, null, _ => act());

    /// <summary>Waits for something; the report shows it as a step.</summary>
    /// <exception cref="WaitException">It did not come true in time; the message names the root cause.</exception>
    public Task UntilAsync(Expectation expectation, CancellationToken cancellation) =>
        steps.RunAsync($"wait until {expectation.Sentence}", null, _ => Waiter.UntilAsync(expectation, cancellation));

    /// <summary>Follows one step of the hands-on's text.</summary>
    /// <returns>What kubectl wrote to standard output; empty where the step writes or edits a file.</returns>
    /// <exception cref="TutorialException">It cannot be followed; the failure names the text's line.</exception>
    public async Task<string> FollowAsync(TutorialStep step, CancellationToken cancellation)
    {
        var output = "";
        await steps.RunAsync(step.Title, new SourceLine(Tutorial.File, step.Line), async record =>
        {
            record.Command = step.Typed;
            record.Note = step.Amendment?.Reason;
            var result = await follower.Value.FollowAsync(step, cancellation);
            if (result is null) return;
            (record.Command, record.Output, output) = (result.Command, result.Everything, result.Output);
        });
        return output;
    }

    /// <summary>Follows what earlier sections of the text built, and waits until all of it is ready.</summary>
    public async Task PrepareAsync(TutorialSection section, CancellationToken cancellation)
    {
        await StepAsync("what the sections before have built is there", async () =>
        {
            foreach (var step in Tutorial.StepsBefore(section))
            {
                await follower.Value.FollowAsync(step, cancellation);
                if (step is KubectlStep { Arguments: ["apply", ..] }) await Waiter.UntilAsync(Expect.Settled(), cancellation);
            }
        });
    }

    /// <summary>Runs a kubectl command that is not in the text; the report shows it as a step.</summary>
    /// <param name="sentence">What it is for.</param>
    /// <param name="command">The command without <c>kubectl</c>; quotes are read as a shell reads them.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <returns>What it wrote to standard output.</returns>
    /// <exception cref="KubectlException">kubectl refuses.</exception>
    public async Task<string> KubectlAsync(string sentence, string command, CancellationToken cancellation)
    {
        var output = "";
        await steps.RunAsync(sentence, null, async record =>
        {
            var result = await Kubectl.RunAsync(CommandLine.Split(command), cancellation);
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

    /// <summary>Where the ingress controller is reached that serves an Ingress of the scenario.</summary>
    /// <exception cref="ClusterException">It is not published to this machine.</exception>
    public ValueTask<Uri> IngressAddressAsync(CancellationToken cancellation) => Ingress.AddressAsync(Cluster, cancellation);

    /// <summary>Compares an output with the accepted snapshot beside the test.</summary>
    /// <param name="command">What was asked, in the words of <see cref="OutputVersions"/>: <c>describe pod</c>.</param>
    /// <param name="output">The output.</param>
    /// <param name="test">The test's source file, filled in by the compiler.</param>
    /// <exception cref="SnapshotException">It differs.</exception>
    public Task SnapshotAsync(string command, string output, [CallerFilePath] string test = "") =>
        steps.RunAsync($"\"{command}\" shows what it showed before", null, async record =>
        {
            var nodes = (await Api.ListAsync(ApiResources.Nodes)).Items.Select(n => n.Name);
            var suffix = OutputVersions.Suffix(command, Kubectl.Binary.Minor, Cluster.Minor, Ingress.Class);
            var files = new SnapshotFiles(Path.GetDirectoryName(test)!, $"{Path.GetFileNameWithoutExtension(test)}.{command.Replace(' ', '-')}{suffix}");
            var result = await session.Settings.SnapshotsFor(command).CompareAsync(files, SnapshotMasks.Apply(Scope.AsWritten(output), nodes));
            record.Note = result.Note;
            if (result.Failure is { } failure) throw new SnapshotException(failure);
        });

    /// <summary>Ends the scenario: keeps what explains a failure, takes the cluster away and hands in the report.</summary>
    /// <param name="failure">Why it failed, where not by one of its steps; <see langword="null"/> otherwise.</param>
    public async Task EndAsync(string? failure = null)
    {
        var failed = steps.Failure;
        var stopped = session.Stopping.IsCancellationRequested;
        var sentence = failed is null ? failure : session.Said(failed, $"during \"{steps.Steps[^1].Sentence}\"");
        var artifacts = sentence is null || stopped ? null : Path.Combine(session.Folder, FolderName(Name));
        Cause? likely = null;
        ClusterException? stuck = null;
        try
        {
            if (artifacts is not null && await Cluster.WhyGoneAsync(session.Stopping) is { } gone) (sentence, artifacts) = (sentence!.Contains(gone, StringComparison.Ordinal) ? sentence : $"{gone}; seen was: {sentence}", null);
            if (artifacts is not null && failed is not (WaitException or TutorialException or ManifestException)) likely = await LikelyCause.OfAsync(Api, Scope.Namespace, session.Stopping);
            if (likely is not null) sentence = $"{likely.Sentence}; seen was: {sentence}";
            if (artifacts is not null) await FailureArtifacts.KeepAsync(artifacts, Api, Kubectl);
        }
        finally
        {
            var images = Cluster.UnverifiedImages;
            if (session.Settings.Keep && !stopped) session.Keep(this);
            else stuck = await TryTakeAwayAsync();
            session.Ended(new(Name, session.Time.GetElapsedTime(begun), steps.Steps)
            {
                Provider = Cluster.Provider, Kubernetes = Cluster.Version, Kubectl = Kubectl.Binary.Version, UnverifiedImages = images,
                Artifacts = artifacts is null ? null : ProjectFolders.Shown(artifacts), Failure = sentence ?? stuck?.Message,
                FailedAt = failed is null ? null : FailureLine.Of(failed, steps.FailedLine, session.Settings.Manifests, Cluster.Scope, likely),
            });
        }
        if (stuck is not null) throw stuck;
    }

    internal static async Task<ScenarioRun> BeginAsync(
        RunSession session, string name, ICluster cluster, long begun, LeakCheck leaks, CancellationToken cancellation)
    {
        WorkFolder? folder = null;
        try
        {
            folder = new WorkFolder(Path.Combine(session.Folder, FolderName(name), "work"));
            leaks.Watch(folder.Root);
            folder.WriteKubeconfig(cluster.Kubeconfig);
            folder.CopyFrom(session.Settings.Manifests, Path.Combine("examples", "guestbook"));
            await session.Ingress.DemandAsync(cluster.Api, cluster.Minor, cancellation);
            folder.Write("ingress-nginx/deploy.yaml", session.Ingress.Manifest(cluster));
            var kubectl = await session.KubectlForAsync(cluster, folder, cancellation);
            var pods = await ObjectHistory.StartAsync(cluster.Api, ApiResources.Pods, cancellation);
            return new(session, name, cluster, folder, kubectl, pods, begun);
        }
        catch (Exception error)
        {
            try
            {
                if (error is not OperationCanceledException && await cluster.WhyGoneAsync(cancellation) is { } gone) throw new ClusterException(gone, error);
            }
            finally
            {
                await TakeAwayAsync();
            }
            throw;
        }

        async Task TakeAwayAsync()
        {
            try
            {
                if (folder is not null) TakeAway(folder);
            }
            finally
            {
                await session.TakeAwayAsync(cluster);
            }
        }
    }

    /// <summary>Takes the cluster and the work folder away.</summary>
    internal async Task TakeAwayAsync()
    {
        await Pods.DisposeAsync();
        try
        {
            TakeAway(Folder);
        }
        finally
        {
            await session.TakeAwayAsync(Cluster);
        }
    }

    // A cluster that stays is a failure of its scenario, which must be told like any other.
    private async Task<ClusterException?> TryTakeAwayAsync()
    {
        try
        {
            await TakeAwayAsync();
            return null;
        }
        catch (Exception error) when (error is ClusterException or HttpRequestException or IOException)
        {
            return new($"its cluster could not be taken away: {error.Message}", error);
        }
    }

    // Beside the work folder is what was kept of a failure; where nothing was, the folder of both goes too.
    private static void TakeAway(WorkFolder folder)
    {
        folder.Dispose();
        var parent = Path.GetDirectoryName(folder.Root)!;
        if (!Directory.EnumerateFileSystemEntries(parent).Any()) Directory.Delete(parent);
    }

    private async Task<LiveObjects> LiveAsync(CancellationToken cancellation)
    {
        await Pods.CatchUpAsync(cancellation);
        return new((await Api.ListAsync(ApiResources.ReplicaSets, Scope.Namespace, cancellation: cancellation)).Items, Pods.InOrderOfAppearance(Scope.Namespace));
    }

    private static string FolderName(string name) => string.Concat(name.Select(c => char.IsLetterOrDigit(c) ? c : '-'));
}
