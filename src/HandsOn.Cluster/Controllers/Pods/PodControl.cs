using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Cluster.Client;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Controllers.Pods;

/// <summary>Creates and deletes pods for their owner and tells of it in events (pkg/controller/controller_utils.go, RealPodControl).</summary>
internal sealed class PodControl(ApiClient client, EventRecorder events, Func<KubeObject, KubeObject> wrote)
{
    /// <exception cref="StatusException">The pod was refused.</exception>
    public async ValueTask<KubeObject> CreateAsync(KubeObject owner, KubeObject pod, CancellationToken cancellation)
    {
        try
        {
            var created = wrote(await client.CreateAsync(PodKind.Resource, pod, cancellation).ConfigureAwait(false));
            await events.NormalAsync(owner, "SuccessfulCreate", $"Created pod: {created.Name}").ConfigureAwait(false);
            return created;
        }
        catch (StatusException refused) when (!refused.IsNamespaceTerminating())
        {
            await events.WarningAsync(owner, "FailedCreate", $"Error creating: {refused.Message}").ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Deletes a pod; one that is already gone is fine.</summary>
    /// <exception cref="StatusException">The deletion was refused.</exception>
    public async ValueTask DeleteAsync(KubeObject owner, KubeObject pod, CancellationToken cancellation)
    {
        try
        {
            wrote(await client.DeleteAsync(PodKind.Resource, pod.Namespace, pod.Name, cancellation: cancellation).ConfigureAwait(false));
            await events.NormalAsync(owner, "SuccessfulDelete", $"Deleted pod: {pod.Name}").ConfigureAwait(false);
        }
        catch (StatusException gone) when (gone.Code == 404)
        {
            // Somebody else deleted it: what was wanted is so.
        }
        catch (StatusException refused)
        {
            await events.WarningAsync(owner, "FailedDelete", $"Error deleting: {refused.Message}").ConfigureAwait(false);
            throw;
        }
    }
}
