using HandsOn.E2E.Diagnostics;
using HandsOn.E2E.Diagnostics.RootCauses;
using HandsOn.E2E.Inputs;
using HandsOn.E2E.Waiting;

namespace HandsOn.E2E.Scenarios;

/// <summary>The account of a scenario's failure, for its report; it stands, though shorter, where the cluster cannot be asked any more.</summary>
/// <param name="sentence">The failure, in the words of what failed.</param>
/// <param name="steps">The scenario's steps.</param>
/// <param name="bench">The scenario's cluster and work folder.</param>
internal sealed class FailureAccount(string sentence, StepRecorder steps, Workbench bench)
{
    private Cause? likely;

    /// <summary>Why the scenario failed.</summary>
    public string Sentence { get; private set; } = sentence;

    /// <summary>The folder of describe, events and logs; <see langword="null"/> where nothing is kept.</summary>
    public string? Artifacts { get; private set; }

    /// <summary>The line to which the failure points; <see langword="null"/> where no step has failed, or none is known.</summary>
    public SourceLine? At =>
        steps.Failure is { } failure ? new FailureLine(bench.Manifests, bench.Cluster.Scope).Of(failure, steps.FailedLine, likely) : null;

    /// <summary>Asks the cluster, while it is there, why the scenario failed, and keeps describe, events and logs.</summary>
    /// <param name="folder">Where to keep it.</param>
    /// <param name="cancellation">Ends the questions.</param>
    public async Task CompleteAsync(string folder, CancellationToken cancellation)
    {
        if (await bench.Cluster.WhyGoneAsync(cancellation) is { } gone)
        {
            if (!Sentence.Contains(gone, StringComparison.Ordinal)) SeenBehind(gone);
            return;
        }
        Artifacts = ProjectFolders.Shown(folder);
        // A wait and a file name what is wrong; for anything else the whole namespace is looked through.
        if (steps.Failure is not (WaitException or SourceException))
            likely = await LikelyCause.OfAsync(bench.Cluster.Api, bench.Cluster.Scope.Namespace, cancellation);
        if (likely is not null) SeenBehind(likely.Sentence);
        await FailureArtifacts.KeepAsync(folder, bench.Cluster.Api, bench.Kubectl, CancellationToken.None);
    }

    private void SeenBehind(string reason) => Sentence = $"{reason}; seen was: {Sentence}";
}
