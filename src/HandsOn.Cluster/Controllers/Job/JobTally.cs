using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Controllers.Job;

/// <summary>Moves finished pods through <c>status.uncountedTerminatedPods</c> into the numbers of the status.</summary>
internal sealed class JobTally
{
    private readonly HashSet<string> succeeded;
    private readonly HashSet<string> failed;
    private readonly long countedSucceeded;
    private readonly long countedFailed;
    private readonly string? completedIndexes;

    public JobTally(JsonMap status, JobPods pods, IEnumerable<KubeObject> newlySucceeded, IEnumerable<KubeObject> newlyFailed)
    {
        var held = pods.Tracked.Select(p => p.Uid).ToHashSet();
        // Noted by an earlier reconcile, and let go by now: these count.
        countedSucceeded = (status.Long("succeeded") ?? 0) + pods.UncountedSucceeded.Count(uid => !held.Contains(uid));
        countedFailed = (status.Long("failed") ?? 0) + pods.UncountedFailed.Count(uid => !held.Contains(uid));
        if (pods.CompletedIndexes is { } indexes)
        {
            // An index counts once by itself: no pod has to be noted.
            countedSucceeded = indexes.Count;
            completedIndexes = indexes.Count == 0 ? null : JobIndexes.Format(indexes);
            newlySucceeded = [];
        }
        succeeded = [.. pods.UncountedSucceeded.Where(held.Contains), .. newlySucceeded.Select(p => p.Uid)];
        failed = [.. pods.UncountedFailed.Where(held.Contains), .. newlyFailed.Select(p => p.Uid)];
    }

    /// <summary>The status that notes the finished pods, before they are let go.</summary>
    public JsonMap Noted(JsonMap status, long active, long ready, int? terminating) => Make(
        status, NotZero(active), countedSucceeded, countedFailed, terminating, Notes(succeeded, failed), ready);

    /// <summary>The status after those pods were let go.</summary>
    public JsonMap Counted(JsonMap status, HashSet<string> released) => Make(
        status, status["active"],
        countedSucceeded + succeeded.Count(released.Contains), countedFailed + failed.Count(released.Contains), status.Long("terminating"),
        Notes(succeeded.Where(uid => !released.Contains(uid)), failed.Where(uid => !released.Contains(uid))), status.Long("ready") ?? 0);

    private JsonMap Make(JsonMap status, object? active, long succeeded, long failed, long? terminating, JsonMap notes, long ready) => JsonMap.Of(
        ("conditions", status["conditions"]), ("startTime", status["startTime"]), ("completionTime", status["completionTime"]),
        ("active", active), ("succeeded", NotZero(succeeded)), ("failed", NotZero(failed)), ("terminating", terminating), ("completedIndexes", completedIndexes),
        ("uncountedTerminatedPods", notes), ("ready", ready));

    private static JsonMap Notes(IEnumerable<string> succeeded, IEnumerable<string> failed) =>
        JsonMap.Of(("succeeded", NotEmpty(succeeded)), ("failed", NotEmpty(failed)));

    private static JsonList? NotEmpty(IEnumerable<string> uids)
    {
        var list = JsonList.From(uids);
        return list.Count == 0 ? null : list;
    }

    private static object? NotZero(long number) => number == 0 ? null : number;
}
