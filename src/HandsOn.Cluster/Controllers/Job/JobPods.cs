using HandsOn.Cluster.Api.Pods;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Controllers.Job;

/// <summary>The pods of a Job at the beginning of a reconcile, and what they count.</summary>
internal sealed class JobPods
{
    public const string Finalizer = "batch.kubernetes.io/job-tracking";

    public JobPods(KubeObject job, IReadOnlyList<KubeObject> pods)
    {
        All = pods;
        Active = [.. pods.Where(p => p.IsActive())];
        var uncounted = job.Status.Map("uncountedTerminatedPods");
        UncountedSucceeded = [.. uncounted.List("succeeded").Strings()];
        UncountedFailed = [.. uncounted.List("failed").Strings()];
        NewlySucceeded = [.. Tracked.Where(p => p.Phase() == "Succeeded" && !UncountedSucceeded.Contains(p.Uid) && !UncountedFailed.Contains(p.Uid))];
        NewlyFailed = [.. Tracked.Where(p => HasFailed(job, p) && !UncountedFailed.Contains(p.Uid))];
        CompletedIndexes = JobIndexes.AreUsedBy(job)
            ? [.. JobIndexes.Parse(job.Status.String("completedIndexes")), .. NewlySucceeded.Select(p => JobIndexes.Of(job, p)).OfType<int>()]
            : null;
        Succeeded = CompletedIndexes?.Count ?? (job.Status.Long("succeeded") ?? 0) + UncountedSucceeded.Count + NewlySucceeded.Count;
        Failed = (job.Status.Long("failed") ?? 0) + UncountedFailed.Count + NewlyFailed.Count;
    }

    public IReadOnlyList<KubeObject> All { get; }

    public IReadOnlyList<KubeObject> Active { get; }

    /// <summary>Pods that are held until they have been counted.</summary>
    public IEnumerable<KubeObject> Tracked => All.Where(IsTracked);

    /// <summary>UIDs of pods that have succeeded, are noted in the status and may still hold their finalizer.</summary>
    public HashSet<string> UncountedSucceeded { get; }

    public HashSet<string> UncountedFailed { get; }

    public IReadOnlyList<KubeObject> NewlySucceeded { get; }

    public IReadOnlyList<KubeObject> NewlyFailed { get; }

    /// <summary>The indexes that have succeeded; null where the Job is not Indexed.</summary>
    public SortedSet<int>? CompletedIndexes { get; }

    public long Succeeded { get; }

    public long Failed { get; }

    public int Ready => Active.Count(p => p.IsReady());

    public int Terminating => All.Count(p => p.IsTerminating && !p.IsTerminal());

    public static bool IsTracked(KubeObject pod) => pod.Finalizers.Strings().Contains(Finalizer);

    /// <summary>Whether a pod counts as failed; one that is being deleted does unless only failed pods are to be replaced.</summary>
    public static bool HasFailed(KubeObject job, KubeObject pod) =>
        pod.Phase() == "Failed" || pod.IsTerminating && pod.Phase() != "Succeeded" && !ReplacesOnlyFailed(job);

    public static bool ReplacesOnlyFailed(KubeObject job) =>
        job.Spec.String("podReplacementPolicy") == "Failed" || job.Spec["podFailurePolicy"] is JsonMap;

    public static KubeObject WithoutFinalizer(KubeObject pod)
    {
        var kept = JsonList.From(pod.Finalizers.Strings().Where(f => f != Finalizer));
        return pod.WithMetadata(pod.Metadata.WithOrWithout("finalizers", kept.Count == 0 ? null : kept));
    }
}
