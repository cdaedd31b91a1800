using HandsOn.Cluster.Api.Requests;
using HandsOn.Cluster.Api.Resources;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Verbs;

/// <summary>What a deletion may demand of the object (staging/src/k8s.io/apiserver/pkg/registry/rest/delete.go, BeforeDelete).</summary>
internal static class DeletePreconditions
{
    /// <exception cref="StatusException">409.</exception>
    public static void Check(RequestContext request, DeleteOptions options, KubeObject current)
    {
        // The real server gives the kind where every other conflict gives the resource.
        var kind = new GroupResource(request.Resource.Group, request.Definition.Names.Kind);
        if (options.PreconditionUid is { } uid && uid != current.Uid)
            throw StatusErrors.Conflict(kind, request.Name,
                $"the UID in the precondition ({uid}) does not match the UID in record ({current.Uid}). The object might have been deleted and then recreated");
        if (options.PreconditionResourceVersion is { } version && version != current.ResourceVersion)
            throw StatusErrors.Conflict(kind, request.Name,
                $"the ResourceVersion in the precondition ({version}) does not match the ResourceVersion in record ({current.ResourceVersion}). The object might have been modified");
    }
}
