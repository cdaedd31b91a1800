using HandsOn.Cluster.Api.Pods;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Controllers.Deployment;

/// <summary>Ends all old pods before it starts new ones (pkg/controller/deployment/recreate.go).</summary>
internal static class Recreate
{
    /// <summary>Takes the next step.</summary>
    /// <param name="podsOf">The pods that a ReplicaSet controls.</param>
    /// <returns>Whether the status may now say that the rollout is complete.</returns>
    public static async ValueTask<bool> StepAsync(Rollout rollout, Func<KubeObject, IEnumerable<KubeObject>> podsOf)
    {
        var scaled = false;
        foreach (var old in SetList.Active(rollout.Sets.Old))
            scaled |= await Scaling.ScaleAsync(rollout, old, 0).ConfigureAwait(false);
        if (scaled || OldPodsRun(rollout.Sets, podsOf)) return false;
        await NewReplicaSet.EnsureAsync(rollout).ConfigureAwait(false);
        await Scaling.ScaleAsync(rollout, rollout.Sets.New!, rollout.Deployment.Replicas()).ConfigureAwait(false);
        return true;
    }

    private static bool OldPodsRun(SetList sets, Func<KubeObject, IEnumerable<KubeObject>> podsOf) =>
        sets.Old.Any(s => s.Status.Long("replicas") > 0 || podsOf(s).Any(p => !p.IsTerminal()));
}
