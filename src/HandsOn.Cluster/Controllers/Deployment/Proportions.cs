using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Controllers.Deployment;

/// <summary>How ReplicaSets share a change of a Deployment's size during a rollout (pkg/controller/deployment/sync.go, scale).</summary>
internal static class Proportions
{
    /// <summary>The new size of each ReplicaSet, largest first.</summary>
    public static IReadOnlyList<(KubeObject Set, long Size)> Share(KubeObject deployment, IReadOnlyList<KubeObject> active)
    {
        var allowed = deployment.Replicas() > 0 ? deployment.MaxReplicas() : 0;
        var toAdd = allowed - active.Sum(s => s.Replicas());
        // Of equally large sets the newest grows first and the oldest shrinks first.
        var ordered = toAdd < 0
            ? active.OrderByDescending(s => s.Replicas()).ThenBy(s => s.CreationTimestamp).ToList()
            : active.OrderByDescending(s => s.Replicas()).ThenByDescending(s => s.CreationTimestamp).ToList();
        var sizes = new long[ordered.Count];
        long added = 0;
        for (var i = 0; i < ordered.Count; i++)
        {
            var share = toAdd == 0 || toAdd == added ? 0 : Share(deployment, ordered[i], toAdd, added);
            sizes[i] = ordered[i].Replicas() + share;
            added += share;
        }
        if (toAdd != 0 && sizes.Length > 0) sizes[0] = Math.Max(0, sizes[0] + toAdd - added);
        return [.. ordered.Zip(sizes)];
    }

    private static long Share(KubeObject deployment, KubeObject set, long toAdd, long added)
    {
        var fraction = Fraction(deployment, set);
        return toAdd > 0 ? Math.Min(fraction, toAdd - added) : Math.Max(fraction, toAdd - added);
    }

    private static long Fraction(KubeObject deployment, KubeObject set)
    {
        if (deployment.Replicas() == 0) return -set.Replicas();
        var before = Revisions.MaxReplicasOf(set) ?? 0;
        if (before == 0) before = deployment.Status.Long("replicas") ?? 0;
        if (before == 0) return 0;
        var size = (double)set.Replicas() * deployment.MaxReplicas() / before;
        return (long)Math.Round(size, MidpointRounding.AwayFromZero) - set.Replicas();
    }
}
