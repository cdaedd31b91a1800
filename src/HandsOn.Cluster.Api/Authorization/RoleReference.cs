using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Naming;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Authorization;

/// <summary>The role that a binding refers to: a ClusterRole, or a Role of the binding's namespace.</summary>
internal readonly record struct RoleReference(GroupResource Resource, ObjectKey Key)
{
    private const string ClusterRole = "ClusterRole";

    /// <summary>The <c>roleRef</c> of a binding that has passed validation.</summary>
    public static RoleReference Of(KubeObject binding, string @namespace) => Of(binding.Root.Map("roleRef"), @namespace);

    /// <summary>
    /// The <c>roleRef</c> of a binding that has not been validated yet (pkg/registry/rbac/validation/rule.go, GetRoleReferenceRules).
    /// </summary>
    /// <exception cref="StatusException">400 or 500: no role can be looked up by it.</exception>
    public static RoleReference Checked(KubeObject binding, string @namespace)
    {
        var reference = binding.Root.Map("roleRef");
        var kind = reference.String("kind") ?? "";
        if (kind is not ("Role" or ClusterRole))
            throw new StatusException(500, "", $"unsupported role reference kind: {FieldErrors.Show(kind)}");
        if (kind == "Role" && @namespace.Length == 0) throw StatusErrors.BadRequest("Namespace parameter required.");
        var name = reference.String("name") ?? "";
        if (name.Length == 0) throw StatusErrors.BadRequest("Name parameter required.");
        if (NameRules.PathSegmentName(name) is { Count: > 0 } wrong)
            throw StatusErrors.BadRequest($"Name parameter invalid: {FieldErrors.Show(name)}: {string.Join(";", wrong)}");
        return Of(reference, @namespace);
    }

    private static RoleReference Of(JsonMap reference, string @namespace)
    {
        var name = reference.String("name") ?? "";
        return reference.String("kind") == ClusterRole
            ? new(ClusterRoleKind.Resource, new ObjectKey("", name))
            : new(RoleKind.Resource, new ObjectKey(@namespace, name));
    }
}
