using HandsOn.Cluster.Api.Requests;
using HandsOn.Cluster.Api.Resources;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Verbs;

/// <summary>Makes the object to store of the object that was sent (staging/src/k8s.io/apiserver/pkg/registry/rest/update.go, BeforeUpdate).</summary>
internal sealed class UpdatePreparation(ResourceContext context)
{
    /// <exception cref="StatusException">400: it is another object; 409: it has another UID or is stale; 422: it does not say which version it is.</exception>
    public static void CheckIdentity(RequestContext request, KubeObject wanted, KubeObject old)
    {
        if (wanted.Name.Length > 0 && wanted.Name != request.Name)
            throw StatusErrors.BadRequest($"the name of the object ({wanted.Name}) does not match the name on the URL ({request.Name})");
        if (wanted.Namespace.Length > 0 && wanted.Namespace != request.Namespace)
            throw StatusErrors.BadRequest("the namespace of the provided object does not match the namespace sent on the request");
        if (wanted.Uid.Length > 0 && wanted.Uid != old.Uid) throw EtcdKeys.WrongUid(request, wanted.Uid, old.Uid);
        if (wanted.Revision != 0 && wanted.ResourceVersion != old.ResourceVersion) throw StatusErrors.Stale(request.Resource, request.Name);
        if (wanted.Revision != 0 || !request.Definition.RequiresResourceVersion || request.Verb != "update") return;
        var errors = new FieldErrors();
        errors.Invalid(FieldPath.Root("metadata").Child("resourceVersion"), 0L, "must be specified for an update");
        throw StatusErrors.Invalid(new GroupKind(request.Resource.Group, request.Resource.Resource), request.Name, errors);
    }

    /// <summary>The object with its defaults and with what only the server sets.</summary>
    public KubeObject Default(RequestContext request, KubeObject wanted, KubeObject old)
    {
        var names = request.Definition.Names;
        var root = wanted.Root.With("apiVersion", names.GroupVersion.ToString()).With("kind", names.Kind)
            .With("metadata", MetadataRules.Carry(wanted.Metadata, old.Metadata));
        return new KubeObject(request.Definition.Default(root, context));
    }

    /// <summary>The object with what this sort of update may not change put back, and its changes counted.</summary>
    public KubeObject Prepare(RequestContext request, KubeObject item, KubeObject old)
    {
        var definition = request.Definition;
        item = request.Subresource switch
        {
            "" or "scale" => definition.PrepareForUpdate(item, old, context),
            "status" => definition.PrepareForStatusUpdate(item, old, context),
            var other => definition.PrepareForSubresourceUpdate(other, item, old, context),
        };
        var counts = request.Subresource != "status" && definition.HasGenerationIn(context.Minor)
            && !JsonValue.DeepEquals(definition.GenerationCounts(item), definition.GenerationCounts(old));
        return counts ? item.SetIn(old.Generation + 1, "metadata", "generation") : item;
    }

    /// <exception cref="StatusException">422.</exception>
    public void Validate(RequestContext request, KubeObject item, KubeObject old)
    {
        var definition = request.Definition;
        var errors = new FieldErrors();
        MetadataRules.ValidateUpdate(item, old, errors);
        switch (request.Subresource)
        {
            case "" or "scale": definition.ValidateUpdate(item, old, errors, context); break;
            case "status": definition.ValidateStatusUpdate(item, old, errors, context); break;
            default: definition.ValidateSubresourceUpdate(request.Subresource, item, old, errors, context); break;
        }
        if (errors.Count > 0) throw StatusErrors.Invalid(definition.Names.GroupKind, request.Name, errors);
        if (request.Subresource.Length == 0) request.Warnings.AddRange(definition.Warnings(item, old, context));
    }
}
