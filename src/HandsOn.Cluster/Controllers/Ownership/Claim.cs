using HandsOn.Cluster.Client;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Selectors;

namespace HandsOn.Cluster.Controllers.Ownership;

/// <summary>
/// Settles which objects belong to a controlling owner: those that match its selector and nobody controls are adopted, those
/// that it controls and that no longer match are released (pkg/controller/controller_ref_manager.go).
/// </summary>
internal sealed class Claim(ApiClient client, GroupResource owners, GroupResource owned, Func<KubeObject, KubeObject> wrote)
{
    /// <summary>The candidates that belong to the owner, after adopting and releasing.</summary>
    /// <exception cref="StatusException">An adoption or release was refused.</exception>
    public async ValueTask<IReadOnlyList<KubeObject>> ClaimAsync(
        KubeObject owner, LabelSelector selector, IEnumerable<KubeObject> candidates, CancellationToken cancellation)
    {
        List<KubeObject> claimed = [];
        var mayAdopt = false;
        foreach (var item in candidates)
        {
            var matches = selector.Matches(item.Labels);
            if (item.Controller is { } controller)
            {
                if (controller.Uid != owner.Uid) continue;
                if (matches) claimed.Add(item);
                else if (!owner.IsTerminating) await ReleaseAsync(owner, item, cancellation).ConfigureAwait(false);
                continue;
            }
            if (!matches || owner.IsTerminating || item.IsTerminating || item.Namespace != owner.Namespace) continue;
            if (!mayAdopt) CheckOwnerLives(owner);
            mayAdopt = true;
            if (await AdoptAsync(owner, item, cancellation).ConfigureAwait(false) is { } adopted) claimed.Add(adopted);
        }
        return claimed;
    }

    /// <summary>The local copy may be old: an owner that is being deleted must not take children in.</summary>
    private void CheckOwnerLives(KubeObject owner)
    {
        var stored = client.Get(owners, owner.Namespace, owner.Name);
        if (stored.Uid != owner.Uid)
            throw StatusErrors.Conflict(owners, owner.Name, $"original {owner} is gone: got uid {stored.Uid}, wanted {owner.Uid}");
        if (stored.IsTerminating) throw StatusErrors.Conflict(owners, owner.Name, $"{owner} has just been deleted at {stored.Metadata.String("deletionTimestamp")}");
    }

    private ValueTask<KubeObject?> AdoptAsync(KubeObject owner, KubeObject item, CancellationToken cancellation) =>
        ChangeOwnersAsync(item, owners => owners.Add(OwnerReference.ControllerOf(owner).ToJson()), cancellation);

    private ValueTask<KubeObject?> ReleaseAsync(KubeObject owner, KubeObject item, CancellationToken cancellation) =>
        ChangeOwnersAsync(item, owners => JsonList.From(owners.Maps().Where(o => o.String("uid") != owner.Uid)), cancellation);

    private async ValueTask<KubeObject?> ChangeOwnersAsync(KubeObject item, Func<JsonList, JsonList> change, CancellationToken cancellation)
    {
        KubeObject Changed(KubeObject stored)
        {
            if (stored.Uid != item.Uid) throw StatusErrors.NotFound(owned, item.Name);
            var references = change(stored.Metadata.List("ownerReferences"));
            return stored.WithMetadata(stored.Metadata.WithOrWithout("ownerReferences", references.Count == 0 ? null : references));
        }
        try
        {
            return wrote(await client.PatchAsync(owned, item.Namespace, item.Name, Changed, cancellation: cancellation).ConfigureAwait(false));
        }
        catch (StatusException gone) when (gone.Code == 404)
        {
            return null;
        }
    }
}
