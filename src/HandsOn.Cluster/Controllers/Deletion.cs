using HandsOn.Cluster.Api.Resources;
using HandsOn.Cluster.Client;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Controllers;

/// <summary>Deletions by controllers, to which an object that is gone already is as good as deleted.</summary>
internal static class Deletion
{
    /// <returns>What the deletion left, or null where there was nothing.</returns>
    public static async ValueTask<KubeObject?> DeleteIfThereAsync(
        this ApiClient client, GroupResource resource, ObjectKey key, DeleteOptions? options = null, CancellationToken cancellation = default)
    {
        try
        {
            return await client.DeleteAsync(resource, key.Namespace, key.Name, options, cancellation).ConfigureAwait(false);
        }
        catch (StatusException gone) when (gone.Code == 404)
        {
            return null;
        }
    }

    /// <summary>Changes an object if it is still the one that was seen.</summary>
    /// <returns>The changed object, or null where it is gone.</returns>
    public static async ValueTask<KubeObject?> PatchIfThereAsync(
        this ApiClient client, GroupResource resource, KubeObject seen, Func<KubeObject, KubeObject> change, string subresource = "", CancellationToken cancellation = default)
    {
        try
        {
            return await client.PatchAsync(
                resource, seen.Namespace, seen.Name,
                stored => stored.Uid == seen.Uid ? change(stored) : throw StatusErrors.NotFound(resource, seen.Name), subresource, cancellation).ConfigureAwait(false);
        }
        catch (StatusException gone) when (gone.Code == 404)
        {
            return null;
        }
    }
}
