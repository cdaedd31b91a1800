using HandsOn.Cluster.Api.Pods;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Cluster.Client;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Scheduling;

/// <summary>What the scheduler writes: bindings, the condition of pods that fit nowhere, and events.</summary>
internal sealed class SchedulingOutcome(ComponentContext context, int minor)
{
    /// <exception cref="StatusException">The binding was refused.</exception>
    public async ValueTask PlacedAsync(KubeObject pod, string node)
    {
        // The kubelet may be faster with its first event than the scheduler with this one.
        var at = context.Time.GetUtcNow();
        await context.Client.BindAsync(PodBinding.For(pod, node)).ConfigureAwait(false);
        await context.Events.NormalAsync(pod, "Scheduled", $"Successfully assigned {pod.Namespace}/{pod.Name} to {node}", "", at).ConfigureAwait(false);
    }

    public async ValueTask RefusedAsync(KubeObject pod, string message, string? nominatedNode = null)
    {
        await context.Events.WarningAsync(pod, "FailedScheduling", message).ConfigureAwait(false);
        try
        {
            await context.Client.PatchAsync(
                PodKind.Resource, pod.Namespace, pod.Name, current => WithCondition(current, pod, message, nominatedNode), "status").ConfigureAwait(false);
        }
        catch (StatusException gone) when (gone.Code is 404 or 409)
        {
            // The pod went meanwhile; the watch says so too.
        }
    }

    private KubeObject WithCondition(KubeObject current, KubeObject pod, string message, string? nominatedNode)
    {
        if (current.Uid != pod.Uid) throw StatusErrors.NotFound(PodKind.Resource, pod.Name);
        var status = PodCondition.Set(current, PodCondition.Scheduled, "False", "Unschedulable", message, context.Time.GetUtcNow(), minor);
        return current.WithStatus(nominatedNode is null ? status : status.With("nominatedNodeName", nominatedNode));
    }
}
