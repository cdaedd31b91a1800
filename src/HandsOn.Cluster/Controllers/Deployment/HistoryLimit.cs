using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Controllers.Deployment;

/// <summary>Deletes old ReplicaSets above <c>revisionHistoryLimit</c>, oldest revisions first (pkg/controller/deployment/sync.go, cleanupDeployment).</summary>
internal static class HistoryLimit
{
    public static async ValueTask EnforceAsync(Rollout rollout)
    {
        if (rollout.Deployment.Spec.Long("revisionHistoryLimit") is not { } limit || limit == int.MaxValue) return;
        var old = rollout.Sets.Old.Where(s => !s.IsTerminating).ToList();
        foreach (var set in old.OrderBy(Revisions.RevisionOf).Take((int)Math.Max(0, old.Count - limit)).Where(IsEmpty))
        {
            try
            {
                await rollout.Client.DeleteAsync(ReplicaSetKind.Resource, set.Namespace, set.Name, cancellation: rollout.Cancellation).ConfigureAwait(false);
            }
            catch (StatusException gone) when (gone.Code == 404)
            {
                // It is gone already.
            }
        }
    }

    private static bool IsEmpty(KubeObject set) =>
        set.Replicas() == 0 && (set.Status.Long("replicas") ?? 0) == 0 && set.Generation <= (set.Status.Long("observedGeneration") ?? 0);
}
