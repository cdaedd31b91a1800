using HandsOn.Cluster.Api.Admission;
using HandsOn.Cluster.Api.Authorization.Escalation;
using HandsOn.Cluster.Api.Fields;
using HandsOn.Cluster.Api.Requests;
using HandsOn.Cluster.Api.Resources;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Naming;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Verbs;

/// <summary>The create verb (staging/src/k8s.io/apiserver/pkg/registry/generic/registry/store.go, Create).</summary>
internal sealed class Creator(ResourceContext context, AdmissionChain admission, IFieldTracker fields, EscalationCheck escalation)
{
    /// <summary>How often a generated name is drawn again when it is taken.</summary>
    private const int GeneratedNameAttempts = 8;

    public async ValueTask<KubeObject> CreateAsync(RequestContext request, KubeObject item, CancellationToken cancellation)
    {
        // The real server passes this error on without a reason.
        if (item.ResourceVersion is { Length: > 0 } and not "0")
            throw new StatusException(500, "", "resourceVersion should not be set on objects to be created");
        var generates = item.Name.Length == 0 && item.Metadata.String("generateName") is { Length: > 0 };
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await CreateOnceAsync(request, item, cancellation).ConfigureAwait(false);
            }
            catch (StatusException taken) when (generates && taken.Reason == "AlreadyExists" && attempt < GeneratedNameAttempts)
            {
                // Another suffix may be free.
            }
        }
    }

    private async ValueTask<KubeObject> CreateOnceAsync(RequestContext request, KubeObject item, CancellationToken cancellation)
    {
        var definition = request.Definition;
        var names = definition.Names;
        item = new KubeObject(definition.Default(item.Root.With("apiVersion", names.GroupVersion.ToString()).With("kind", names.Kind), context));
        item = item.WithMetadata(NewMetadata(request, item.Metadata));
        // What admission and preparation add belongs to nobody: fields are noted before.
        if (!request.IsApply) item = fields.Track(request, item, null);
        item = await admission.MutateAsync(request, "CREATE", item, null, cancellation).ConfigureAwait(false);
        escalation.Check(request, item, null, item);
        item = definition.PrepareForCreate(item, context);
        if (definition.HasGenerationIn(context.Minor)) item = item.SetIn(1, "metadata", "generation");
        try
        {
            Validate(definition, item);
            request.Warnings.AddRange(definition.Warnings(item, null, context));
            await admission.ValidateAsync(request, "CREATE", item, null, cancellation).ConfigureAwait(false);
            if (!request.DryRun) return Store(definition, item);
            if (context.Store.Find(names.Resource, item.Key) is { } taken) throw AlreadyExists(definition, taken);
            definition.Released(item, null, context);
            return item;
        }
        catch (StatusException)
        {
            definition.Released(item, null, context);
            throw;
        }
    }

    private KubeObject Store(ResourceDefinition definition, KubeObject item)
    {
        try
        {
            return context.Store.Create(definition.Names.Resource, item);
        }
        catch (StatusException) when (context.Store.Find(definition.Names.Resource, item.Key) is { IsTerminating: true } taken)
        {
            throw AlreadyExists(definition, taken);
        }
    }

    private static StatusException AlreadyExists(ResourceDefinition definition, KubeObject taken)
    {
        var error = StatusErrors.AlreadyExists(definition.Names.Resource, taken.Name);
        return taken.IsTerminating ? new(error.Code, error.Reason, "object is being deleted: " + error.Message, error.Details) : error;
    }

    private JsonMap NewMetadata(RequestContext request, JsonMap metadata)
    {
        if (metadata.String("name") is not { Length: > 0 } && metadata.String("generateName") is { Length: > 0 } basis)
            metadata = metadata.With("name", context.Random.Generate(basis));
        return metadata
            .WithOrWithout("namespace", request.Namespace.Length == 0 ? null : request.Namespace)
            .With("uid", context.Random.NewUid())
            .With("creationTimestamp", Timestamps.Format(context.Time.GetUtcNow()))
            .Without("resourceVersion").Without("generation").Without("selfLink")
            .Without("deletionTimestamp").Without("deletionGracePeriodSeconds");
    }

    private void Validate(ResourceDefinition definition, KubeObject item)
    {
        var errors = new FieldErrors();
        MetadataRules.Validate(definition, item, context.Minor, errors);
        definition.Validate(item, errors, context);
        if (errors.Count > 0) throw StatusErrors.Invalid(definition.Names.GroupKind, item.Name, errors);
    }
}
