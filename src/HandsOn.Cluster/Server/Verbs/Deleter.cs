using System.Globalization;
using HandsOn.Cluster.Resources;
using HandsOn.Cluster.Server.Admission;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Server.Verbs;

/// <summary>
/// The delete verb: preconditions, grace, finalizers, removal
/// (staging/src/k8s.io/apiserver/pkg/registry/generic/registry/store.go, Delete; registry/rest/delete.go, BeforeDelete).
/// </summary>
internal sealed class Deleter(ResourceContext context, AdmissionChain admission)
{
    public const string ForegroundFinalizer = "foregroundDeletion";
    public const string OrphanFinalizer = "orphan";

    public async ValueTask<DeleteResult> DeleteAsync(RequestContext request, DeleteOptions options, CancellationToken cancellation)
    {
        while (true)
        {
            var current = context.Store.Find(request.Resource, request.Key) ?? throw StatusErrors.NotFound(request.Resource, request.Name);
            CheckPreconditions(request, options, current);
            await admission.ValidateAsync(request, "DELETE", null, current, cancellation).ConfigureAwait(false);
            try
            {
                return DeleteSeen(request, options, current);
            }
            catch (StatusException stale) when (stale.Reason == "Conflict" && options.PreconditionResourceVersion is null)
            {
                // Somebody wrote in between: the deletion is decided anew on what is stored now.
            }
        }
    }

    /// <summary>Whether nothing keeps a terminating object any more.</summary>
    public static bool IsDue(KubeObject item) =>
        item.IsTerminating && item.Finalizers.Count == 0 && (item.Metadata.Long("deletionGracePeriodSeconds") ?? 0) == 0;

    public KubeObject Remove(ResourceDefinition definition, KubeObject stored)
    {
        var last = context.Store.Delete(definition.Names.Resource, stored);
        definition.Released(last, null, context);
        return last;
    }

    private DeleteResult DeleteSeen(RequestContext request, DeleteOptions options, KubeObject current)
    {
        var grace = request.Definition.GracePeriod(current, options);
        var terminating = WithFinalizers(current, options);
        if (grace > 0 || terminating.Finalizers.Count > 0) terminating = Terminating(terminating, grace ?? 0);
        if (!ReferenceEquals(terminating, current) && !IsDue(terminating))
            return new(request.DryRun ? terminating : context.Store.Update(request.Resource, terminating, current), Gone: false);
        if (current.IsTerminating && !IsDue(terminating)) return new(current, Gone: false);
        return new(request.DryRun ? current : Remove(request.Definition, current), Gone: true);
    }

    /// <summary>Deletion is asked for again: the shorter grace period wins, the first deletion timestamp is moved with it.</summary>
    private KubeObject Terminating(KubeObject item, long grace)
    {
        if (item.IsTerminating && (item.Metadata.Long("deletionGracePeriodSeconds") ?? 0) <= grace) return item;
        var at = item.IsTerminating
            ? item.DeletionTimestamp!.Value - TimeSpan.FromSeconds(item.Metadata.Long("deletionGracePeriodSeconds") ?? 0)
            : context.Time.GetUtcNow();
        var metadata = item.Metadata
            .With("deletionTimestamp", Timestamps.Format(at + TimeSpan.FromSeconds(grace)))
            .With("deletionGracePeriodSeconds", grace);
        if (item.Generation > 0 && !item.IsTerminating) metadata = metadata.With("generation", item.Generation + 1);
        return item.WithMetadata(metadata);
    }

    private static KubeObject WithFinalizers(KubeObject item, DeleteOptions options)
    {
        if (options.Propagation is null) return item;
        var kept = item.Finalizers.Strings().Where(f => f is not (ForegroundFinalizer or OrphanFinalizer)).ToList();
        if (options.Propagation == Propagation.Foreground) kept.Add(ForegroundFinalizer);
        if (options.Propagation == Propagation.Orphan) kept.Add(OrphanFinalizer);
        if (kept.SequenceEqual(item.Finalizers.Strings())) return item;
        return item.WithMetadata(item.Metadata.WithOrWithout("finalizers", kept.Count == 0 ? null : JsonList.From(kept)));
    }

    private static void CheckPreconditions(RequestContext request, DeleteOptions options, KubeObject current)
    {
        if (options.PreconditionUid is { } uid && uid != current.Uid)
            throw StatusErrors.Conflict(request.Resource, request.Name, $"Precondition failed: UID in precondition: {uid}, UID in object meta: {current.Uid}");
        if (options.PreconditionResourceVersion is { } version && version != current.ResourceVersion)
            throw StatusErrors.Conflict(request.Resource, request.Name, string.Create(CultureInfo.InvariantCulture,
                $"Precondition failed: ResourceVersion in precondition: {version}, ResourceVersion in object meta: {current.ResourceVersion}"));
    }
}
