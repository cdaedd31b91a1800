using HandsOn.Cluster.Api.Admission;
using HandsOn.Cluster.Api.Requests;
using HandsOn.Cluster.Api.Resources;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Verbs;

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
            DeletePreconditions.Check(request, options, current);
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
    public static bool IsDue(ResourceDefinition definition, KubeObject item) =>
        item.IsTerminating && item.Finalizers.Count == 0 && (item.Metadata.Long("deletionGracePeriodSeconds") ?? 0) == 0
        && !(definition.HasSpecFinalizers && item.Spec.List("finalizers").Count > 0);

    /// <summary>Takes an object out of the store.</summary>
    public KubeObject Remove(ResourceDefinition definition, KubeObject stored)
    {
        var last = context.Store.Delete(definition.Names.Resource, stored);
        definition.Released(last, null, context);
        return last;
    }

    private DeleteResult DeleteSeen(RequestContext request, DeleteOptions options, KubeObject current)
    {
        var now = context.Time.GetUtcNow();
        if (request.Definition.HasSpecFinalizers && !current.IsTerminating) return Keep(request, Termination.OfNamespace(current, options, now), current);
        if (request.Definition.HasSpecFinalizers && current.Spec.List("finalizers").Count > 0) return new(current, Gone: false);

        var grace = request.Definition.GracePeriod(current, options);
        if (Termination.IsPending(current, options, grace)) return new(current, Gone: false);
        var next = Termination.WithGrace(current, grace, now);
        next = Termination.WithFinalizers(next, options);
        var isHeld = next.Finalizers.Count > 0;
        if (isHeld && grace is null or 0) next = Termination.Marked(next, now);
        if (isHeld || grace > 0) return Keep(request, next, current);
        if (request.DryRun) return new(next, Gone: true);
        return new(Remove(request.Definition, grace == 0 ? context.Store.Update(request.Resource, next, current) : current), Gone: true);
    }

    private DeleteResult Keep(RequestContext request, KubeObject next, KubeObject current) =>
        new(request.DryRun ? next : context.Store.Update(request.Resource, next, current), Gone: false);
}
