using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Authorization;

/// <summary>How a 403 is worded (staging/src/k8s.io/apiserver/pkg/endpoints/handlers/responsewriters/errors.go).</summary>
internal static class Refusals
{
    public static StatusException Forbidden(AccessAttributes access, string reason)
    {
        if (access.Path.Length > 0)
            return new StatusException(403, "Forbidden", $"forbidden: User \"{access.User.Name}\" cannot {access.Verb} path \"{access.Path}\"{Because(reason)}", HandsOn.Kubernetes.Json.JsonMap.Empty);
        var resource = access.Subresource.Length == 0 ? access.Resource : $"{access.Resource}/{access.Subresource}";
        var scope = access.Namespace.Length == 0 ? "at the cluster scope" : $"in the namespace \"{access.Namespace}\"";
        var why = $"User \"{access.User.Name}\" cannot {access.Verb} resource \"{resource}\" in API group \"{access.Group}\" {scope}{Because(reason)}";
        return StatusErrors.Forbidden(new GroupResource(access.Group, access.Resource), access.Name, why);
    }

    private static string Because(string reason) => reason.Length == 0 ? "" : ": " + reason;
}
