using System.Collections.Concurrent;
using HandsOn.Cluster.Api.Pods;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Cluster.Client;
using HandsOn.Cluster.Controllers.Pods;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Versions;

namespace HandsOn.Cluster.Controllers.Job;

/// <summary>One reconcile of one Job that is not over (pkg/controller/job/job_controller.go, syncJob).</summary>
internal sealed class JobSync(
    KubeObject job, JobPods pods, ApiClient client, PodControl control, EventRecorder events, DateTimeOffset now,
    Func<GroupResource, KubeObject, KubeObject> wrote, CancellationToken cancellation)
{
    /// <summary>How many pods one reconcile creates or deletes at most.</summary>
    private const int Burst = 500;

    private KubeObject job = job;
    private JsonMap status = job.Status;
    private long active = pods.Active.Count;
    private int ready = pods.Ready;
    private int terminating = pods.Terminating;

    /// <summary>When the Job has to be looked at again although nothing changes.</summary>
    public TimeSpan? Again { get; private set; }

    private bool IsSuspended => job.Spec.Bool("suspend") == true;

    private bool DelaysTheEnd => client.Server.Catalog.Minor >= SinceMinor.JobTerminalStateAfterPods;

    /// <exception cref="StatusException">A write was refused.</exception>
    public async ValueTask RunAsync()
    {
        if (status["startTime"] is null && !IsSuspended) status = status.With("startTime", Timestamps.Format(now));
        var end = JobEnd.Find(job, status, pods, now);
        StatusException? failure = null;
        if (end is not null) await DeleteActiveAsync(pods.Active, release: false).ConfigureAwait(false);
        else
        {
            Again = JobEnd.Deadline(job, status, now);
            failure = job.IsTerminating ? null : await ManageAsync().ConfigureAwait(false);
            if (IsComplete()) end = JobEnd.Success(DelaysTheEnd, now);
            else if (!job.IsTerminating) await NoteSuspensionAsync().ConfigureAwait(false);
        }
        await CountAsync(end).ConfigureAwait(false);
        if (failure is not null) throw failure;
    }

    private bool IsComplete() => job.Spec.Long("completions") is { } completions
        ? pods.Succeeded >= completions && active == 0
        : pods.Succeeded > 0 && active == 0;

    private async ValueTask<StatusException?> ManageAsync()
    {
        var parallelism = job.Spec.Long("parallelism") ?? 1;
        var wanted = IsSuspended ? 0
            : job.Spec.Long("completions") is { } completions ? Math.Clamp(completions - pods.Succeeded, 0, parallelism)
            : pods.Succeeded > 0 ? active
            : parallelism;
        if (active > wanted)
        {
            var surplus = pods.Active.OrderBy(p => p.IsReady()).ThenByDescending(p => p.CreationTimestamp).Take((int)Math.Min(active - wanted, Burst));
            await DeleteActiveAsync([.. surplus], release: true).ConfigureAwait(false);
            return null;
        }
        var missing = wanted - active - (JobPods.ReplacesOnlyFailed(job) ? terminating : 0);
        if (missing <= 0) return null;
        if (JobBackoff.Remaining(job, pods.All, now) is { Ticks: > 0 } wait)
        {
            Again = Again is { } earlier && earlier < wait ? earlier : wait;
            return null;
        }
        var indexes = pods.CompletedIndexes is null ? null : new ConcurrentQueue<int>(JobIndexes.Missing(job, pods));
        return await SlowStart.RunAsync((int)Math.Min(missing, Burst), () => CreateAsync(indexes), cancellation).ConfigureAwait(false);
    }

    /// <param name="indexes">The indexes that have no pod; null where the Job is not Indexed.</param>
    private async ValueTask CreateAsync(ConcurrentQueue<int>? indexes)
    {
        var pod = PodTemplate.Instantiate(job);
        if (indexes is not null)
        {
            if (!indexes.TryDequeue(out var index)) return;
            pod = JobIndexes.Give(job, pod, index, client.Server.Catalog.Minor);
        }
        if (!JobPods.IsTracked(pod)) pod = pod.SetIn(pod.Finalizers.Add(JobPods.Finalizer), "metadata", "finalizers");
        try
        {
            await control.CreateAsync(job, pod, cancellation).ConfigureAwait(false);
            Interlocked.Increment(ref active);
        }
        catch (StatusException refused) when (refused.IsNamespaceTerminating())
        {
            // The namespace is going away and the Job with it.
        }
    }

    /// <param name="release">Whether the pods are let go without being counted.</param>
    private async ValueTask DeleteActiveAsync(IReadOnlyList<KubeObject> surplus, bool release)
    {
        foreach (var pod in surplus)
        {
            cancellation.ThrowIfCancellationRequested();
            if (release) await ReleaseAsync(pod).ConfigureAwait(false);
            await control.DeleteAsync(job, pod, cancellation).ConfigureAwait(false);
            active--;
            terminating++;
            if (pod.IsReady()) ready--;
        }
    }

    private async ValueTask NoteSuspensionAsync()
    {
        var conditions = status.List("conditions");
        var noted = JobConditions.Ensure(conditions, IsSuspended
            ? JobConditions.Make("Suspended", "JobSuspended", "Job suspended", now)
            : JobConditions.Make("Suspended", "JobResumed", "Job resumed", now, "False"));
        if (ReferenceEquals(noted, conditions)) return;
        status = status.With("conditions", noted);
        status = IsSuspended ? status : status.With("startTime", Timestamps.Format(now));
        await events.NormalAsync(job, IsSuspended ? "Suspended" : "Resumed", IsSuspended ? "Job suspended" : "Job resumed").ConfigureAwait(false);
    }

    /// <summary>
    /// Counts what has finished, so that each pod counts once even where this is interrupted: first the pods are noted in the
    /// status, then they are let go, then they move from the notes to the numbers.
    /// </summary>
    private async ValueTask CountAsync(JsonMap? end)
    {
        var failedAsWell = end is not null && end.String("type") is "FailureTarget" or "Failed";
        var failed = pods.NewlyFailed.Concat(failedAsWell ? pods.Tracked.Where(p => !p.IsTerminal() && !pods.UncountedFailed.Contains(p.Uid)) : [])
            .DistinctBy(p => p.Uid).ToList();
        var done = pods.Tracked.Where(p => p.Phase() == "Succeeded" || JobPods.HasFailed(job, p) || end is not null || job.IsTerminating).ToList();
        var tally = new JobTally(status, pods, pods.NewlySucceeded, failed);
        if (end is not null && end.String("type") is "FailureTarget" or "SuccessCriteriaMet")
            status = status.With("conditions", JobConditions.Ensure(status.List("conditions"), end));
        status = tally.Noted(status, active, ready, client.Server.Catalog.Minor >= SinceMinor.JobPodReplacementPolicy ? terminating : null);
        await WriteAsync().ConfigureAwait(false);
        foreach (var pod in done) await ReleaseAsync(pod).ConfigureAwait(false);
        status = tally.Counted(status, done.Select(p => p.Uid).ToHashSet());
        var finished = end is not null && !(DelaysTheEnd && terminating > 0);
        if (finished) status = JobEnd.Finish(status, end!, now);
        await WriteAsync().ConfigureAwait(false);
        if (finished) await TellAsync(end!).ConfigureAwait(false);
    }

    private async ValueTask ReleaseAsync(KubeObject pod)
    {
        if (!JobPods.IsTracked(pod)) return;
        var released = await client.PatchIfThereAsync(PodKind.Resource, pod, JobPods.WithoutFinalizer, cancellation: cancellation).ConfigureAwait(false);
        if (released is not null) wrote(PodKind.Resource, released);
    }

    private async ValueTask WriteAsync()
    {
        if (status.Equals(job.Status)) return;
        job = wrote(JobKind.Resource, await client.UpdateAsync(JobKind.Resource, job.WithStatus(status), "status", cancellation).ConfigureAwait(false));
        status = job.Status;
    }

    private async ValueTask TellAsync(JsonMap end)
    {
        if (JobEnd.IsFailure(end)) await events.WarningAsync(job, end.String("reason") ?? "", end.String("message") ?? "").ConfigureAwait(false);
        else await events.NormalAsync(job, "Completed", "Job completed").ConfigureAwait(false);
    }
}
