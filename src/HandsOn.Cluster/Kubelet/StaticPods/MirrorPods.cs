using HandsOn.Cluster.Api.Resources;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Kubelet;

/// <summary>
/// Shows static pods in the API: each has a mirror pod, owned by the node. Deleting the mirror does nothing to the containers;
/// it comes back (pkg/kubelet/pod/mirror_client.go).
/// </summary>
internal sealed class MirrorPods(KubeletContext context, NodeSettings node)
{
    public async ValueTask EnsureAsync(PodState state)
    {
        if (state.Mirror is { } mirror)
        {
            var isCurrent = mirror.Annotations.String(StaticPod.MirrorAnnotation) == state.Pod.Uid;
            if (isCurrent && !mirror.IsTerminating) return;
            await DeleteAsync(mirror).ConfigureAwait(false);
        }
        state.Mirror = await CreateAsync(state.Pod).ConfigureAwait(false);
    }

    /// <summary>Removes a mirror at once, which is all that ever happens to it.</summary>
    public async ValueTask DeleteAsync(KubeObject mirror)
    {
        try
        {
            var options = new DeleteOptions { GracePeriodSeconds = 0, PreconditionUid = mirror.Uid };
            await context.Client.DeleteAsync(PodKind.Resource, mirror.Namespace, mirror.Name, options).ConfigureAwait(false);
        }
        catch (StatusException gone) when (gone.Code is 404 or 409)
        {
            // It is gone, or there is a new one already.
        }
    }

    private async ValueTask<KubeObject?> CreateAsync(KubeObject pod)
    {
        var uid = context.Client.Find(NodeKind.Resource, "", node.Name)?.Uid ?? "";
        var owner = new OwnerReference("v1", "Node", node.Name, uid, Controller: true, BlockOwnerDeletion: false);
        var mirror = pod.WithMetadata(pod.Metadata
            .Without("uid")
            .With("annotations", pod.Annotations.With(StaticPod.MirrorAnnotation, pod.Uid))
            .With("ownerReferences", JsonList.Of(owner.ToJson())));
        try
        {
            return await context.Client.CreateAsync(PodKind.Resource, mirror).ConfigureAwait(false);
        }
        catch (StatusException exists) when (exists.Reason == "AlreadyExists")
        {
            return context.Client.Find(PodKind.Resource, pod.Namespace, pod.Name);
        }
        catch (StatusException refused) when (refused.Code is 403 or 404)
        {
            // The namespace is not there yet: the pod runs all the same, and its mirror is tried again.
            return null;
        }
    }
}
