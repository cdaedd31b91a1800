using HandsOn.Cluster.Resources;
using HandsOn.Cluster.Server.Admission;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Server.Verbs;

/// <summary>The update and patch verbs (staging/src/k8s.io/apiserver/pkg/registry/generic/registry/store.go, Update).</summary>
internal sealed class Updater(ResourceContext context, AdmissionChain admission, IFieldTracker fields, Creator creator, Deleter deleter)
{
    /// <summary>How often a change that names no resource version is made again on a newer object; the real server's number.</summary>
    private const int Attempts = 5;

    public async ValueTask<UpdateResult> UpdateAsync(RequestContext request, Func<KubeObject?, KubeObject> change, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var current = context.Store.Find(request.Resource, request.Key);
            if (current is null) return await CreateInsteadAsync(request, change, cancellation).ConfigureAwait(false);
            var wanted = change(current);
            var names = wanted.Revision != 0 && wanted.ResourceVersion != current.ResourceVersion;
            if (names) throw StatusErrors.Stale(request.Resource, request.Name);
            var next = await PrepareAsync(request, wanted, current, cancellation).ConfigureAwait(false);
            if (request.DryRun)
            {
                request.Definition.Released(next, current, context);
                return new(next, Created: false);
            }
            try
            {
                var stored = Write(request, next, current);
                request.Definition.Released(current, stored, context);
                return new(stored, Created: false);
            }
            catch (StatusException refusal)
            {
                request.Definition.Released(next, current, context);
                // Somebody wrote in between and the caller did not say on what it built: build on the newer object.
                if (refusal.Reason != "Conflict" || wanted.Revision != 0 || attempt == Attempts) throw;
            }
        }
    }

    private async ValueTask<UpdateResult> CreateInsteadAsync(RequestContext request, Func<KubeObject?, KubeObject> change, CancellationToken cancellation)
    {
        var applies = request.Verb == "patch";
        if (!applies && !request.Definition.AllowsCreateOnUpdate || request.Subresource.Length > 0)
            throw StatusErrors.NotFound(request.Resource, request.Name);
        var wanted = change(null);
        if (wanted.Uid.Length > 0)
            throw StatusErrors.Conflict(request.Resource, request.Name, $"Precondition failed: UID in precondition: {wanted.Uid}, UID in object meta: ");
        return new(await creator.CreateAsync(request, wanted, cancellation).ConfigureAwait(false), Created: true);
    }

    private async ValueTask<KubeObject> PrepareAsync(RequestContext request, KubeObject item, KubeObject old, CancellationToken cancellation)
    {
        var definition = request.Definition;
        var names = definition.Names;
        CheckIdentity(request, item, old);
        item = new KubeObject(item.Root.With("apiVersion", names.GroupVersion.ToString()).With("kind", names.Kind)
            .With("metadata", MetadataRules.Carry(item.Metadata, old.Metadata)));
        item = new KubeObject(definition.Default(item.Root, context));
        var prepared = Prepare(request, item, old);
        try
        {
            return await CheckAsync(request, prepared, old, cancellation).ConfigureAwait(false);
        }
        catch (StatusException)
        {
            definition.Released(prepared, old, context);
            throw;
        }
    }

    private async ValueTask<KubeObject> CheckAsync(RequestContext request, KubeObject prepared, KubeObject old, CancellationToken cancellation)
    {
        var definition = request.Definition;
        prepared = await admission.MutateAsync(request, "UPDATE", prepared, old, cancellation).ConfigureAwait(false);
        if (definition.HasGenerationIn(context.Minor)
            && !JsonValue.DeepEquals(definition.GenerationCounts(prepared), definition.GenerationCounts(old)))
            prepared = prepared.SetIn(old.Generation + 1, "metadata", "generation");
        Validate(request, prepared, old);
        request.Warnings.AddRange(definition.Warnings(prepared, old, context));
        await admission.ValidateAsync(request, "UPDATE", prepared, old, cancellation).ConfigureAwait(false);
        return fields.Track(request, prepared, old);
    }

    private KubeObject Prepare(RequestContext request, KubeObject item, KubeObject old) => request.Subresource switch
    {
        "" => request.Definition.PrepareForUpdate(item, old, context),
        "status" => request.Definition.PrepareForStatusUpdate(item, old, context),
        var other => request.Definition.PrepareForSubresourceUpdate(other, item, old, context),
    };

    private static void CheckIdentity(RequestContext request, KubeObject item, KubeObject old)
    {
        if (item.Name.Length > 0 && item.Name != request.Name)
            throw StatusErrors.BadRequest($"the name of the object ({item.Name}) does not match the name on the URL ({request.Name})");
        if (item.Namespace.Length > 0 && item.Namespace != request.Namespace)
            throw StatusErrors.BadRequest("the namespace of the provided object does not match the namespace sent on the request");
        if (item.Uid.Length > 0 && item.Uid != old.Uid)
            throw StatusErrors.Conflict(request.Resource, request.Name, $"Precondition failed: UID in precondition: {item.Uid}, UID in object meta: {old.Uid}");
        if (item.ResourceVersion.Length == 0 && request.Definition.RequiresResourceVersion && request.Verb == "update")
        {
            var errors = new FieldErrors();
            errors.Invalid(FieldPath.Root("metadata").Child("resourceVersion"), 0L, "must be specified for an update");
            throw StatusErrors.Invalid(request.Definition.Names.GroupKind, request.Name, errors);
        }
    }

    private void Validate(RequestContext request, KubeObject item, KubeObject old)
    {
        var errors = new FieldErrors();
        MetadataRules.ValidateUpdate(request.Definition, item, old, errors);
        switch (request.Subresource)
        {
            case "": request.Definition.ValidateUpdate(item, old, errors, context); break;
            case "status": request.Definition.ValidateStatusUpdate(item, old, errors, context); break;
            default: request.Definition.ValidateSubresourceUpdate(request.Subresource, item, old, errors, context); break;
        }
        if (errors.Count > 0) throw StatusErrors.Invalid(request.Definition.Names.GroupKind, request.Name, errors);
    }

    /// <summary>An object that was only waiting for its finalizers goes with the write that takes the last one off.</summary>
    private KubeObject Write(RequestContext request, KubeObject next, KubeObject current)
    {
        if (!Deleter.IsDue(next)) return context.Store.Update(request.Resource, next, current);
        return deleter.Remove(request.Definition, context.Store.Update(request.Resource, next, current));
    }
}
