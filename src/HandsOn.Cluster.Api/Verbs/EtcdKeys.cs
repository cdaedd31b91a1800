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

    /// <summary>
    /// A namespace or name that would lead out of its place in a tree of keys is none (NamespaceKeyFunc in
    /// staging/src/k8s.io/apiserver/pkg/registry/generic/registry/store.go; PrepareKey in pkg/storage/interfaces.go).
    /// </summary>
    /// <exception cref="StatusException">400: the name; 500: the namespace, as the real server says it.</exception>
    public static void Check(RequestContext request)
    {
        if (Fault(request.Name) is { } fault)
            throw StatusErrors.BadRequest($"Name parameter invalid: {FieldErrors.Show(request.Name)}: {fault}");
        if (request.Namespace is not ("." or "..")) return;
        var key = $"/{Prefix(request.Resource)}/{request.Namespace}{(request.Name.Length > 0 ? "/" + request.Name : "")}";
        throw new StatusException(500, "", $"invalid key: {FieldErrors.Show(key)}");
    }

    private static string? Fault(string name) => name switch
    {
        "." or ".." => $"may not be '{name}'",
        _ => name.Contains('%', StringComparison.Ordinal) ? "may not contain '%'" : null,
    };

    private static string Of(GroupResource resource, ObjectKey key) => $"/registry/{Prefix(resource)}/{key}";

    private static string Prefix(GroupResource resource) => Special.GetValueOrDefault(resource, resource.Resource);
}
