using HandsOn.Cluster.Api.Resources;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Cluster.Client;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Versions;

namespace HandsOn.Cluster.Scheduling.Preemption;

/// <summary>Ends the pods that make room for a more important one (pkg/scheduler/framework/preemption/executor.go).</summary>
internal sealed class Eviction(ComponentContext context, int minor)
{
    public async ValueTask EvictAsync(KubeObject victim, KubeObject preemptor, string node)
    {
        try
        {
            if (minor >= SinceMinor.PodDisruptionConditions)
                await context.Client.PatchAsync(PodKind.Resource, victim.Namespace, victim.Name, Mark, "status").ConfigureAwait(false);
            await context.Client.DeleteAsync(
                PodKind.Resource, victim.Namespace, victim.Name, new DeleteOptions { PreconditionUid = victim.Uid }).ConfigureAwait(false);
        }
        catch (StatusException gone) when (gone.Code is 404 or 409)
        {
            return;
        }
        await context.Events.NormalAsync(victim, "Preempted", $"Preempted by pod {preemptor.Uid} on node {node}").ConfigureAwait(false);
    }

    private KubeObject Mark(KubeObject pod)
    {
        var condition = JsonMap.Of(
                ("type", "DisruptionTarget"),
                ("observedGeneration", minor >= SinceMinor.PodObservedGeneration && pod.Generation > 0 ? pod.Generation : null), ("status", "True"))
            .With("lastProbeTime", null)
            .With("lastTransitionTime", Timestamps.Format(context.Time.GetUtcNow()))
            .With("reason", "PreemptionByScheduler")
            .With("message", $"{Scheduler.DefaultName}: preempting to accommodate a higher priority pod");
        var others = pod.Status.List("conditions").Maps().Where(c => c.String("type") != "DisruptionTarget");
        return pod.WithStatus(pod.Status.With("conditions", JsonList.From([.. others, condition])));
    }
}
