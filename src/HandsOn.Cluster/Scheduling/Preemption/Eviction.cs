using HandsOn.Cluster.Api.Pods;
using HandsOn.Cluster.Api.Resources;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Cluster.Client;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Versions;

namespace HandsOn.Cluster.Scheduling.Preemption;

/// <summary>Ends the pods that make room for a more important one (pkg/scheduler/framework/preemption/executor.go).</summary>
internal sealed class Eviction(ComponentContext context, int minor)
{
    private static readonly DisruptionTarget Disruption = DisruptionTarget.Preemption(Scheduler.DefaultName);

    public async ValueTask EvictAsync(KubeObject victim, KubeObject preemptor, string node)
    {
        try
        {
            if (minor >= SinceMinor.PodDisruptionConditions)
                await context.Client.PatchAsync(
                    PodKind.Resource, victim.Namespace, victim.Name, pod => Disruption.Mark(pod, context.Time.GetUtcNow(), minor), "status").ConfigureAwait(false);
            await context.Client.DeleteAsync(
                PodKind.Resource, victim.Namespace, victim.Name, new DeleteOptions { PreconditionUid = victim.Uid }).ConfigureAwait(false);
        }
        catch (StatusException gone) when (gone.Code is 404 or 409)
        {
            return;
        }
        await context.Events.NormalAsync(victim, "Preempted", $"Preempted by pod {preemptor.Uid} on node {node}").ConfigureAwait(false);
    }
}
