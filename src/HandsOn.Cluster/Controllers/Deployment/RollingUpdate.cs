using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Controllers.Deployment;

/// <summary>Exchanges pods a few at a time, one scaling action a reconcile (pkg/controller/deployment/rolling.go).</summary>
internal static class RollingUpdate
{
    /// <summary>Takes the next step.</summary>
    /// <returns>Whether something was scaled.</returns>
    public static async ValueTask<bool> StepAsync(Rollout rollout)
    {
        await NewReplicaSet.EnsureAsync(rollout).ConfigureAwait(false);
        if (rollout.Sets.All.Any(IsUnobserved)) return false;
        return await ScaleNewAsync(rollout).ConfigureAwait(false) || await ScaleOldAsync(rollout).ConfigureAwait(false);
    }

    /// <summary>
    /// Whether the last scaling of a ReplicaSet has not been acted upon. The real controller takes its next step all the same,
    /// and relies on its slowness: here steps follow so fast that more pods could run for a moment than surge allows.
    /// </summary>
    private static bool IsUnobserved(KubeObject set) => set.Generation > (set.Status.Long("observedGeneration") ?? 0);

    private static ValueTask<bool> ScaleNewAsync(Rollout rollout)
    {
        var (deployment, newest) = (rollout.Deployment, rollout.Sets.New!);
        var (wanted, present) = (deployment.Replicas(), newest.Replicas());
        if (present == wanted) return ValueTask.FromResult(false);
        return Scaling.ScaleAsync(rollout, newest, present > wanted ? wanted : Scaling.ForNewSet(deployment, rollout.Sets, present));
    }

    private static async ValueTask<bool> ScaleOldAsync(Rollout rollout)
    {
        var (deployment, sets, newest) = (rollout.Deployment, rollout.Sets, rollout.Sets.New!);
        if (SetList.Active(sets.Old).Count == 0) return false;
        var minAvailable = deployment.Replicas() - deployment.MaxUnavailable();
        // New pods that are not available yet do not count: no old pod makes room for them before they are.
        var newUnavailable = newest.Replicas() - (newest.Status.Long("availableReplicas") ?? 0);
        var mayGo = sets.Wanted - minAvailable - newUnavailable;
        if (mayGo <= 0 || sets.Old.Any(IsBehind)) return false;
        var cleaned = await CleanUpUnhealthyAsync(rollout, mayGo).ConfigureAwait(false);
        var scaled = await ScaleDownAvailableAsync(rollout, minAvailable).ConfigureAwait(false);
        return cleaned + scaled > 0;
    }

    /// <summary>
    /// A ReplicaSet that was scaled down and still counts the pods it is to lose: what is available is not known before it has
    /// caught up, and to take more away could take too much.
    /// </summary>
    private static bool IsBehind(KubeObject set) => set.Replicas() > 0 && (set.Status.Long("availableReplicas") ?? 0) > set.Replicas();

    /// <summary>Old pods that are not available go first: nobody misses them, and they would hold the rollout up.</summary>
    private static async ValueTask<long> CleanUpUnhealthyAsync(Rollout rollout, long most)
    {
        long total = 0;
        foreach (var set in SetList.Active(rollout.Sets.Old))
        {
            if (total >= most) break;
            var unhealthy = set.Replicas() - (set.Status.Long("availableReplicas") ?? 0);
            if (unhealthy == 0) continue;
            var gone = Math.Min(most - total, unhealthy);
            await Scaling.ScaleAsync(rollout, set, set.Replicas() - gone).ConfigureAwait(false);
            total += gone;
        }
        return total;
    }

    /// <summary>
    /// The pods that are available and will stay. A set that has just been told to shrink still counts, in its status, the pods
    /// that are about to go; counting them as well would let a fast cluster fall below the minimum.
    /// </summary>
    internal static long Available(IEnumerable<KubeObject> sets) =>
        sets.Sum(s => Math.Min(s.Status.Long("availableReplicas") ?? 0, s.Replicas()));

    private static async ValueTask<long> ScaleDownAvailableAsync(Rollout rollout, long minAvailable)
    {
        var old = SetList.Active(rollout.Sets.Old);
        var most = Available(old.Append(rollout.Sets.New!)) - minAvailable;
        long total = 0;
        foreach (var set in old)
        {
            if (total >= most) break;
            var gone = Math.Min(set.Replicas(), most - total);
            await Scaling.ScaleAsync(rollout, set, set.Replicas() - gone).ConfigureAwait(false);
            total += gone;
        }
        return total;
    }
}
