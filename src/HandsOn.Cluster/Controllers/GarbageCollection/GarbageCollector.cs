using HandsOn.Cluster.Api.Resources;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Cluster.Api.Verbs;
using HandsOn.Cluster.Client;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Controllers.GarbageCollection;

/// <summary>
/// Deletes what has lost its owners, and holds owners that are deleted in the foreground until their dependents are gone
/// (pkg/controller/garbagecollector/garbagecollector.go). Its keys are UIDs.
/// </summary>
internal sealed class GarbageCollector(ControllerContext context) : Controller(context)
{
    private readonly OwnerGraph graph = new();

    public override string Name => "garbage-collector-controller";

    protected override void Watch() => OnKind(definition =>
    {
        // Events are many, own nothing and expire by themselves; the real collector leaves them out too.
        if (!definition.IsDeletable() || definition.Names.Resource == EventKind.Resource) return;
        var informer = Informer(definition.Names.Resource);
        graph.Join(definition, informer);
        OnChange(definition.Names.Resource, (old, next) => Changed(informer, old, next));
    });

    protected override async ValueTask ReconcileAsync(ObjectKey key, CancellationToken cancellation)
    {
        if (graph.Find(key.Name) is not { } node) return;
        var item = node.Object;
        if (Has(item, Deleter.OrphanFinalizer) && item.IsTerminating) await OrphanAsync(node, cancellation).ConfigureAwait(false);
        else if (IsDeletedInForeground(item)) await DeleteDependentsAsync(node, cancellation).ConfigureAwait(false);
        else if (!item.IsTerminating) await DeleteIfUnownedAsync(node, cancellation).ConfigureAwait(false);
    }

    /// <summary>The owner lets its dependents go and then goes itself.</summary>
    private async ValueTask OrphanAsync(GraphNode owner, CancellationToken cancellation)
    {
        foreach (var dependent in graph.Dependents(owner.Object.Uid))
            await RemoveOwnersAsync(dependent, [owner.Object.Uid], cancellation).ConfigureAwait(false);
        await RemoveFinalizerAsync(owner, Deleter.OrphanFinalizer, cancellation).ConfigureAwait(false);
    }

    /// <summary>
    /// The owner goes when nothing is left that blocks it; what is left is looked at, unless it waits for dependents of its own: what
    /// becomes of that shows in its changes.
    /// </summary>
    private async ValueTask DeleteDependentsAsync(GraphNode owner, CancellationToken cancellation)
    {
        var dependents = graph.Dependents(owner.Object.Uid).ToList();
        foreach (var dependent in dependents)
            if (!IsDeletedInForeground(dependent.Object)) Look(dependent.Object.Uid);
        if (!dependents.Any(d => d.Object.OwnerReferences.Any(o => o.Uid == owner.Object.Uid && o.BlockOwnerDeletion)))
            await RemoveFinalizerAsync(owner, Deleter.ForegroundFinalizer, cancellation).ConfigureAwait(false);
    }

    private async ValueTask DeleteIfUnownedAsync(GraphNode node, CancellationToken cancellation)
    {
        var owners = node.Object.OwnerReferences.ToList();
        if (owners.Count == 0) return;
        var lives = owners.ToLookup(o => LifeOf(o, node.Object));
        if (lives[OwnerLife.Unknown].Any()) return;
        var lost = lives[OwnerLife.Gone].Concat(lives[OwnerLife.WaitsForDependents]).Select(o => o.Uid).ToList();
        if (lives[OwnerLife.Lives].Any())
        {
            if (lost.Count > 0) await RemoveOwnersAsync(node, lost, cancellation).ConfigureAwait(false);
            return;
        }
        if (lives[OwnerLife.WaitsForDependents].Any() && graph.Dependents(node.Object.Uid).Any())
            await DeleteBelowAsync(node, cancellation).ConfigureAwait(false);
        else
            await DeleteAsync(node.Resource, node.Object, WishOf(node.Object), cancellation).ConfigureAwait(false);
    }

    /// <summary>
    /// Between an owner that waits for its dependents and dependents of its own, an object is deleted in the foreground, too. Where a
    /// dependent waits already, they may own each other in a circle: then the object no longer blocks its owners, or none would ever go.
    /// </summary>
    private async ValueTask DeleteBelowAsync(GraphNode node, CancellationToken cancellation)
    {
        var item = node.Object;
        if (graph.Dependents(item.Uid).Any(dependent => IsDeletedInForeground(dependent.Object)))
            item = await Client.PatchIfThereAsync(node.Resource, item, Unblocking, cancellation: cancellation).ConfigureAwait(false);
        if (item is not null) await DeleteAsync(node.Resource, item, Propagation.Foreground, cancellation).ConfigureAwait(false);
    }

    private static KubeObject Unblocking(KubeObject item)
    {
        var owners = item.Metadata.List("ownerReferences");
        return item.WithMetadata(item.Metadata.With(
            "ownerReferences", owners.MapEach(o => o.Bool("blockOwnerDeletion") == true ? o.With("blockOwnerDeletion", false) : o)));
    }

    /// <summary>What the object's own finalizers say about its dependents.</summary>
    private static Propagation WishOf(KubeObject item) =>
        Has(item, Deleter.OrphanFinalizer) ? Propagation.Orphan
        : Has(item, Deleter.ForegroundFinalizer) ? Propagation.Foreground
        : Propagation.Background;

    /// <summary>The local copies may be behind, so what decides over life and death is read from the server.</summary>
    private OwnerLife LifeOf(OwnerReference reference, KubeObject item)
    {
        if (graph.KindOf(reference) is not { } kind) return OwnerLife.Unknown;
        if (kind.Names.Namespaced && item.Namespace.Length == 0) return OwnerLife.Unknown;
        var owner = Client.Find(kind.Names.Resource, kind.Names.Namespaced ? item.Namespace : "", reference.Name);
        if (owner is null || owner.Uid != reference.Uid) return OwnerLife.Gone;
        return IsDeletedInForeground(owner) ? OwnerLife.WaitsForDependents : OwnerLife.Lives;
    }

    private async ValueTask DeleteAsync(GroupResource resource, KubeObject item, Propagation propagation, CancellationToken cancellation)
    {
        var options = new DeleteOptions
        {
            Propagation = propagation,
            PreconditionUid = item.Uid,
            PreconditionResourceVersion = item.ResourceVersion,
        };
        await Client.DeleteIfThereAsync(resource, item.Key, options, cancellation).ConfigureAwait(false);
    }

    private async ValueTask RemoveOwnersAsync(GraphNode node, IReadOnlyCollection<string> uids, CancellationToken cancellation) =>
        await Client.PatchIfThereAsync(node.Resource, node.Object, stored =>
        {
            var kept = JsonList.From(stored.Metadata.List("ownerReferences").Maps().Where(o => !uids.Contains(o.String("uid") ?? "")));
            return stored.WithMetadata(stored.Metadata.WithOrWithout("ownerReferences", kept.Count == 0 ? null : kept));
        }, cancellation: cancellation).ConfigureAwait(false);

    private async ValueTask RemoveFinalizerAsync(GraphNode node, string finalizer, CancellationToken cancellation) =>
        await Client.PatchIfThereAsync(node.Resource, node.Object, stored =>
        {
            var kept = JsonList.From(stored.Finalizers.Strings().Where(f => f != finalizer));
            return stored.WithMetadata(stored.Metadata.WithOrWithout("finalizers", kept.Count == 0 ? null : kept));
        }, cancellation: cancellation).ConfigureAwait(false);

    private void Changed(Informer informer, KubeObject? old, KubeObject? next)
    {
        graph.Note(informer, old, next);
        if (next is null)
        {
            foreach (var dependent in graph.Dependents(old!.Uid)) Look(dependent.Object.Uid);
            LookAtOwners(old);
            return;
        }
        if (next.IsTerminating || HasOwners(next) || (old is not null && HasOwners(old))) LookIfNew(old, next);
    }

    private void LookIfNew(KubeObject? old, KubeObject next)
    {
        var ownersChanged = old is null || !JsonValue.DeepEquals(old.Metadata["ownerReferences"], next.Metadata["ownerReferences"]);
        var endingChanged = old is null || old.IsTerminating != next.IsTerminating || old.Finalizers.Count != next.Finalizers.Count;
        if (ownersChanged || endingChanged) Look(next.Uid);
        // A dependent that no longer blocks, or no longer is one, may set its owner free.
        if (ownersChanged && old is not null) LookAtOwners(old);
    }

    private void LookAtOwners(KubeObject item)
    {
        foreach (var owner in item.OwnerReferences) Look(owner.Uid);
    }

    private void Look(string uid) => Queue.Add(new ObjectKey("", uid));

    private static bool IsDeletedInForeground(KubeObject item) => item.IsTerminating && Has(item, Deleter.ForegroundFinalizer);

    private static bool HasOwners(KubeObject item) => item.Metadata.ContainsKey("ownerReferences");

    private static bool Has(KubeObject item, string finalizer) => item.Finalizers.Strings().Contains(finalizer);

    private enum OwnerLife
    {
        Lives,
        WaitsForDependents,
        Gone,
        Unknown,
    }
}
