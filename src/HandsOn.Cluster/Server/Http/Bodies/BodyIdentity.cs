using HandsOn.Cluster.Api.Requests;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;

namespace HandsOn.Cluster.Server.Http.Bodies;

/// <summary>A body must be about the object of the path (staging/src/k8s.io/apiserver/pkg/endpoints/handlers/rest.go, checkName).</summary>
internal static class BodyIdentity
{
    /// <exception cref="StatusException">400.</exception>
    public static void Check(RequestContext request, JsonMap body)
    {
        var name = body.String("metadata", "name") ?? "";
        var scope = body.String("metadata", "namespace") ?? "";
        if (name.Length == 0)
            throw StatusErrors.BadRequest($"the name of the object ({request.Name} based on URL) was undeterminable: name must be provided");
        if (name != request.Name)
            throw StatusErrors.BadRequest($"the name of the object ({name}) does not match the name on the URL ({request.Name})");
        if (request.Namespace.Length > 0 && scope.Length > 0 && scope != request.Namespace)
            throw StatusErrors.BadRequest($"the namespace of the object ({scope}) does not match the namespace on the request ({request.Namespace})");
    }
}
