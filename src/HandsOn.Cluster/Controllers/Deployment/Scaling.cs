using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Controllers.Deployment;

/// <summary>Scales a Deployment's ReplicaSets (pkg/controller/deployment/sync.go, scale and scaleReplicaSet).</summary>
internal static class Scaling
{
    /// <summary>How many replicas the new ReplicaSet may have, given how many it and the old ones have.</summary>
    public static long ForNewSet(KubeObject deployment, SetList sets, long present)
    {
        if (!deployment.IsRolling()) return deployment.Replicas();
        var room = deployment.MaxReplicas() - sets.Wanted;
        return room <= 0 ? present : present + Math.Min(room, deployment.Replicas() - present);
    }

    /// <summary>Sets the replicas of one ReplicaSet.</summary>
    /// <param name="always">Also write where only the annotations are out of date.</param>
    /// <returns>Whether the number has changed.</returns>
    public static async ValueTask<bool> ScaleAsync(Rollout rollout, KubeObject set, long replicas, bool always = false)
    {
        var old = set.Replicas();
        if (!always && old == replicas) return false;
        var annotations = Revisions.WithReplicas(rollout.Deployment, set.Annotations);
        if (old == replicas && annotations.Equals(set.Annotations)) return false;
        var scaled = await rollout.UpdateSetAsync(
            set.SetIn(replicas, "spec", "replicas").SetIn(annotations, "metadata", "annotations")).ConfigureAwait(false);
        if (old == replicas) return false;
        await TellAsync(rollout, scaled, old, replicas).ConfigureAwait(false);
        return true;
    }

    /// <summary>
    /// The Deployment was scaled, or is paused: the one active ReplicaSet takes the number; several, in the middle of a rollout,
    /// share the difference in proportion to their sizes.
    /// </summary>
    public static async ValueTask ScaleAllAsync(Rollout rollout)
    {
        var (deployment, sets) = (rollout.Deployment, rollout.Sets);
        if (ActiveOrLatest(sets) is { } only)
        {
            await ScaleAsync(rollout, only, deployment.Replicas()).ConfigureAwait(false);
            return;
        }
        if (IsSaturated(deployment, sets.New))
        {
            foreach (var old in SetList.Active(sets.Old)) await ScaleAsync(rollout, old, 0).ConfigureAwait(false);
            return;
        }
        if (!deployment.IsRolling()) return;
        foreach (var (set, size) in Proportions.Share(deployment, SetList.Active(sets.All)))
            await ScaleAsync(rollout, set, size, always: true).ConfigureAwait(false);
    }

    /// <summary>Tells of a scaling in the words of the minor.</summary>
    public static ValueTask TellAsync(Rollout rollout, KubeObject set, long from, long to)
    {
        var what = $"Scaled {(from < to ? "up" : "down")} replica set {set.Name}";
        return rollout.Events.NormalAsync(rollout.Deployment, "ScalingReplicaSet", rollout.Minor switch
        {
            >= 31 => $"{what} from {from} to {to}",
            >= 24 when from > 0 || set.Generation > 1 => $"{what} to {to} from {from}",
            _ => $"{what} to {to}",
        });
    }

    private static KubeObject? ActiveOrLatest(SetList sets)
    {
        var active = SetList.Active(sets.All);
        return active.Count switch
        {
            0 => sets.New ?? sets.Old.LastOrDefault(),
            1 => active[0],
            _ => null,
        };
    }

    private static bool IsSaturated(KubeObject deployment, KubeObject? set) =>
        set is not null && set.Replicas() == deployment.Replicas() && Revisions.DesiredReplicasOf(set) == deployment.Replicas()
        && (set.Status.Long("availableReplicas") ?? 0) == deployment.Replicas();
}
