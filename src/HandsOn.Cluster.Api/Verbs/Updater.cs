using HandsOn.Cluster.Api.Admission;
using HandsOn.Cluster.Api.Authorization.Escalation;
using HandsOn.Cluster.Api.Fields;
using HandsOn.Cluster.Api.Requests;
using HandsOn.Cluster.Api.Resources;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Verbs;

/// <summary>The update and patch verbs (staging/src/k8s.io/apiserver/pkg/registry/generic/registry/store.go, Update).</summary>
/// <param name="demand">Refuses what the user may not do: an update that creates needs both permissions.</param>
internal sealed class Updater(
    ResourceContext context, AdmissionChain admission, IFieldTracker fields, EscalationCheck escalation, Creator creator, Deleter deleter,
    Action<RequestContext> demand)
{
    /// <summary>How often a change that names no resource version is made again on a newer object; the real server's number.</summary>
    private const int Attempts = 5;

    private readonly UpdatePreparation preparation = new(context);

    public async ValueTask<UpdateResult> UpdateAsync(RequestContext request, Func<KubeObject?, KubeObject> change, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var current = context.Store.Find(request.Resource, request.Key);
            if (current is null) return await CreateInsteadAsync(request, change, cancellation).ConfigureAwait(false);
            var wanted = change(current);
            UpdatePreparation.CheckIdentity(request, wanted, current);
            var prepared = await PrepareAsync(request, wanted, current, cancellation).ConfigureAwait(false);
            try
            {
                var stored = request.DryRun ? prepared : Write(request, prepared, current);
                request.Definition.Released(request.DryRun ? prepared : current, request.DryRun ? current : stored, context);
                return new(stored, Created: false);
            }
            catch (StatusException refusal)
            {
                request.Definition.Released(prepared, current, context);
                // Somebody wrote in between and the caller did not say on what it built: build on the newer object.
                if (refusal.Reason != "Conflict" || wanted.Revision != 0 || attempt == Attempts) throw;
            }
        }
    }

    private async ValueTask<UpdateResult> CreateInsteadAsync(RequestContext request, Func<KubeObject?, KubeObject> change, CancellationToken cancellation)
    {
        var creates = request.IsApply || (request.Verb == "update" && request.Definition.AllowsCreateOnUpdate);
        if (!creates || request.Subresource.Length > 0) throw StatusErrors.NotFound(request.Resource, request.Name);
        var wanted = change(null);
        if (wanted.Uid.Length > 0)
            throw request.IsApply
                ? StatusErrors.Conflict(request.Resource, request.Name, $"uid mismatch: the provided object specified uid {wanted.Uid}, and no existing object was found")
                : EtcdKeys.WrongUid(request, wanted.Uid, "");
        demand(request with { Verb = "create", IsAuthorized = false });
        return new(await creator.CreateAsync(request, wanted, cancellation).ConfigureAwait(false), Created: true);
    }

    private async ValueTask<KubeObject> PrepareAsync(RequestContext request, KubeObject wanted, KubeObject old, CancellationToken cancellation)
    {
        // A binding is a write of the scheduler's: it counts as no change of the spec, and nobody is noted as its manager.
        if (request.Subresource == "binding") return wanted;
        var item = preparation.Default(request, wanted, old);
        // What admission and preparation add belongs to nobody: fields are noted before.
        if (!request.IsApply) item = fields.Track(request, item, old);
        item = await admission.MutateAsync(request, "UPDATE", item, old, cancellation).ConfigureAwait(false);
        escalation.Check(request, item, old, wanted);
        item = preparation.Prepare(request, item, old);
        try
        {
            preparation.Validate(request, item, old);
            item = ManagedTimestamps.KeepIfNothingElseChanged(item, old);
            await admission.ValidateAsync(request, "UPDATE", item, old, cancellation).ConfigureAwait(false);
            return item;
        }
        catch (StatusException)
        {
            request.Definition.Released(item, old, context);
            throw;
        }
    }

    /// <summary>An object that was only waiting for its finalizers goes with the write that takes the last one off.</summary>
    private KubeObject Write(RequestContext request, KubeObject next, KubeObject current)
    {
        if (!Deleter.IsDue(request.Definition, next)) return context.Store.Update(request.Resource, next, current);
        deleter.Remove(request.Definition, current);
        return next;
    }
}
