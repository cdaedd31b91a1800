using HandsOn.Cluster.Api.Pods;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Controllers.Job;

/// <summary>How long a Job waits before it replaces a failed pod: twice as long after each failure since the last success (pkg/controller/job/backoff_utils.go).</summary>
internal static class JobBackoff
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    public static TimeSpan Remaining(KubeObject job, IEnumerable<KubeObject> pods, DateTimeOffset now)
    {
        var finished = pods.Where(p => p.Phase() == "Succeeded" || JobPods.HasFailed(job, p)).Select(p => (Pod: p, At: FinishedAt(p))).OrderBy(p => p.At).ToList();
        var failures = finished.AsEnumerable().Reverse().TakeWhile(p => p.Pod.Phase() != "Succeeded").ToList();
        if (failures.Count == 0) return TimeSpan.Zero;
        var wait = TimeSpan.FromTicks((long)Math.Min(First.Ticks * Math.Pow(2, failures.Count - 1), Longest.Ticks));
        var left = wait - (now - failures[0].At);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    private static DateTimeOffset FinishedAt(KubeObject pod) =>
        LatestEnd(pod.Status.List("containerStatuses"))
        ?? (pod.Condition("Ready") is { } ready && ready.String("status") == "False" ? Timestamps.Parse(ready.String("lastTransitionTime")) : null)
        ?? pod.DeletionTimestamp - TimeSpan.FromSeconds(pod.Metadata.Long("deletionGracePeriodSeconds") ?? 0)
        ?? pod.CreationTimestamp ?? default;

    /// <summary>When the last container ended; null where one has not.</summary>
    private static DateTimeOffset? LatestEnd(JsonList statuses)
    {
        var ends = statuses.Maps().Select(s => Timestamps.Parse(s.String("state", "terminated", "finishedAt"))).ToList();
        return ends.Count == 0 || ends.Contains(null) ? null : ends.Max();
    }
}
