using HandsOn.Cluster.Api.Resources;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Kubelet;

/// <summary>Writes pod statuses, only where something changed (pkg/kubelet/status/status_manager.go).</summary>
internal sealed class PodStatusWriter(KubeletContext context)
{
    /// <summary>Brings the stored status up to date.</summary>
    /// <returns>Whether the pod is still there.</returns>
    public async ValueTask<bool> WriteAsync(PodState state, bool isEnding = false)
    {
        // A static pod without a mirror has nobody to tell.
        if (state.Stored is not { } pod) return true;
        var wanted = PodStatusBuilder.Build(state, pod, isEnding, context.Now, context.Minor);
        if (wanted.Equals(pod.Status)) return true;
        try
        {
            var written = await context.Client.PatchAsync(
                PodKind.Resource, pod.Namespace, pod.Name,
                current => current.Revision == pod.Revision ? current.WithStatus(wanted) : Change(state, pod, current, isEnding), "status").ConfigureAwait(false);
            // The watch may be behind; what was written is what the next look compares with.
            if (written.Revision > pod.Revision) state.Stored = written;
            return true;
        }
        catch (StatusException gone) when (gone.Code == 404)
        {
            return false;
        }
    }

    /// <summary>Removes a terminating pod whose containers are gone.</summary>
    public async ValueTask DeleteAsync(PodState state)
    {
        try
        {
            await context.Client.DeleteAsync(
                PodKind.Resource, state.Pod.Namespace, state.Pod.Name,
                new DeleteOptions { GracePeriodSeconds = 0, PreconditionUid = state.Pod.Uid }).ConfigureAwait(false);
        }
        catch (StatusException gone) when (gone.Code is 404 or 409)
        {
            // Somebody was faster, or another pod has the name by now.
        }
    }

    private KubeObject Change(PodState state, KubeObject seen, KubeObject current, bool isEnding)
    {
        if (current.Uid != seen.Uid) throw StatusErrors.NotFound(PodKind.Resource, current.Name);
        return current.WithStatus(PodStatusBuilder.Build(state, current, isEnding, context.Now, context.Minor));
    }
}
