using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Controllers.Job;

/// <summary>Whether and why a Job is over (pkg/controller/job/job_controller.go).</summary>
internal static class JobEnd
{
    /// <summary>The condition with which the Job ends, or null where it goes on.</summary>
    public static JsonMap? Find(KubeObject job, JsonMap status, JobPods pods, DateTimeOffset now)
    {
        var conditions = status.List("conditions");
        if (conditions.Find("type", "SuccessCriteriaMet") is { } met && met.String("status") == "True") return met;
        if (conditions.Find("type", "FailureTarget") is { } target && target.String("status") == "True") return target;
        var limit = job.Spec.Long("backoffLimit") ?? 6;
        if (pods.Failed > limit || RestartsExceed(job, pods, limit))
            return Make("BackoffLimitExceeded", "Job has reached the specified backoff limit");
        if (Deadline(job, status, now) <= TimeSpan.Zero) return Make("DeadlineExceeded", "Job was active longer than specified deadline");
        return null;

        JsonMap Make(string reason, string message) => JobConditions.Make("FailureTarget", reason, message, now);
    }

    public static JsonMap Success(bool withReason, DateTimeOffset now) => JobConditions.Make(
        "SuccessCriteriaMet", withReason ? "CompletionsReached" : "", withReason ? "Reached expected number of succeeded pods" : "", now);

    /// <summary>How long the Job may still take; null where it has all the time.</summary>
    public static TimeSpan? Deadline(KubeObject job, JsonMap status, DateTimeOffset now)
    {
        if (job.Spec.Long("activeDeadlineSeconds") is not { } seconds || job.Spec.Bool("suspend") == true) return null;
        return Timestamps.Parse(status.String("startTime")) + TimeSpan.FromSeconds(seconds) - now;
    }

    public static bool IsFailure(JsonMap end) => end.String("type") != "SuccessCriteriaMet";

    /// <summary>The status of a Job that is over.</summary>
    public static JsonMap Finish(JsonMap status, JsonMap end, DateTimeOffset now)
    {
        var condition = JobConditions.Make(IsFailure(end) ? "Failed" : "Complete", end.String("reason") ?? "", end.String("message") ?? "", now);
        var finished = status.With("conditions", JobConditions.Ensure(status.List("conditions"), condition));
        return IsFailure(end) ? finished : finished.With("completionTime", Timestamps.Format(now));
    }

    /// <summary>Where containers are restarted in place, restarts count instead of pods.</summary>
    private static bool RestartsExceed(KubeObject job, JobPods pods, long limit)
    {
        if (job.Spec.String("template", "spec", "restartPolicy") != "OnFailure") return false;
        var restarts = pods.Active.Sum(p => p.Status.List("containerStatuses").Maps().Concat(p.Status.List("initContainerStatuses").Maps())
            .Sum(c => c.Long("restartCount") ?? 0));
        return limit == 0 ? restarts > 0 : restarts >= limit;
    }
}
