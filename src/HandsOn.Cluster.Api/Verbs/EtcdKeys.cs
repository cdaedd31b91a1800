using HandsOn.Cluster.Api.Requests;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Verbs;

/// <summary>
/// The real server's names of stored objects: some refusals show them (pkg/kubeapiserver/default_storage_factory_builder.go,
/// SpecialDefaultResourcePrefixes).
/// </summary>
internal static class EtcdKeys
{
    private static readonly Dictionary<GroupResource, string> Special = new()
    {
        [new("", "replicationcontrollers")] = "controllers",
        [new("", "endpoints")] = "services/endpoints",
        [new("", "services")] = "services/specs",
        [new("", "nodes")] = "minions",
        [new("extensions", "ingresses")] = "ingress",
        [new("networking.k8s.io", "ingresses")] = "ingress",
    };

    /// <summary>409: a write is for an object of another UID.</summary>
    public static StatusException WrongUid(RequestContext request, string wanted, string stored) => StatusErrors.Conflict(request.Resource, request.Name,
        $"StorageError: invalid object, Code: 4, Key: {Of(request.Resource, request.Key)}, ResourceVersion: 0, "
        + $"AdditionalErrorMsg: Precondition failed: UID in precondition: {wanted}, UID in object meta: {stored}");

    private static string Of(GroupResource resource, ObjectKey key) => $"/registry/{Special.GetValueOrDefault(resource, resource.Resource)}/{key}";
}
