using HandsOn.Cluster.Api.Requests;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Authorization.Escalation;

/// <summary>
/// Roles and bindings grant no more than their writer holds, unless the writer may <c>escalate</c> or <c>bind</c> the role
/// (pkg/registry/rbac/*/policybased/storage.go). As in the real registry, every create and update of the four kinds is checked
/// once, after mutating admission and before validation.
/// </summary>
internal sealed class EscalationCheck(IAuthorizer authorizer, RbacRules rules)
{
    /// <summary>The number of permissions up to which a role is compared, one by one, with what its writer holds.</summary>
    private const int MostPermissions = 100_000;

    private static readonly PolicyRule[] FullAuthority =
    [
        new(JsonMap.Of(("verbs", JsonList.Of("*")), ("apiGroups", JsonList.Of("*")), ("resources", JsonList.Of("*")))),
        new(JsonMap.Of(("verbs", JsonList.Of("*")), ("nonResourceURLs", JsonList.Of("*")))),
    ];

    /// <param name="request">Who writes what.</param>
    /// <param name="item">The object as it would be stored.</param>
    /// <param name="old">The object as it is stored; null where there is none.</param>
    /// <param name="sent">The object as the request has it.</param>
    /// <exception cref="StatusException">403: the writer would grant more than it holds; 404: a binding's role does not exist.</exception>
    public void Check(RequestContext request, KubeObject item, KubeObject? old, KubeObject sent)
    {
        var resource = request.Resource;
        if (resource.Group != RoleKind.Resource.Group || request.User.IsPrivileged) return;
        if (resource == RoleKind.Resource || resource == ClusterRoleKind.Resource)
        {
            if (!IsAuthorizedToEscalate(request) && !IsForCollectionOnly(item, old, sent)) CheckRole(request, item, old);
        }
        else if (resource == RoleBindingKind.Resource || resource == ClusterRoleBindingKind.Resource)
        {
            if (!IsForCollectionOnly(item, old, sent) && !IsAuthorizedToBind(request, item)) CheckBinding(request, item);
        }
    }

    private void CheckRole(RequestContext request, KubeObject role, KubeObject? old)
    {
        if (Refusal(request, PolicyRule.Of(role)) is { } why) throw Forbidden(request, why);
        // An aggregation rule may gather anything that others will ever write.
        if ((HasAggregationRule(role) || HasAggregationRule(old)) && Refusal(request, FullAuthority) is not null)
            throw Forbidden(request, "must have cluster-admin privileges to use the aggregationRule");
    }

    private void CheckBinding(RequestContext request, KubeObject binding)
    {
        var role = RoleReference.Checked(binding, request.Namespace);
        var granted = rules.Current().Find(role) ?? throw StatusErrors.NotFound(role.Resource, role.Key.Name);
        if (Refusal(request, granted) is { } why) throw Forbidden(request, why);
    }

    /// <summary>
    /// The text of the refusal; null where the user holds all that is granted (pkg/registry/rbac/validation/rule.go,
    /// ConfirmNoEscalation).
    /// </summary>
    private string? Refusal(RequestContext request, IReadOnlyList<PolicyRule> granted)
    {
        if (granted.Sum(Permission.Count) > MostPermissions)
            throw new StatusException(413, "RequestEntityTooLarge", $"the rules give more than {MostPermissions} permissions");
        var grants = rules.Current().Of(request.User, request.Namespace).Distinct().ToList();
        var missing = MissingPermissions.Of(granted, [.. grants.SelectMany(g => g.Rules ?? [])]);
        if (missing.Count == 0) return null;
        return $"user {FieldErrors.Show(request.User.Name)} (groups={MissingPermissions.Quote(request.User.Groups)}) is attempting"
            + $" to grant RBAC permissions not currently held:\n{MissingPermissions.Describe(missing)}{ResolutionErrors(grants)}";
    }

    private static string ResolutionErrors(IEnumerable<Grant> grants)
    {
        var missing = grants.Where(g => g.Rules is null)
            .OrderBy(g => g.Binding.Namespace.Length > 0).ThenBy(g => g.Binding.Name, StringComparer.Ordinal)
            .Select(g => StatusErrors.NotFound(g.Role.Resource, g.Role.Key.Name).Message).Distinct().ToList();
        return missing.Count switch
        {
            0 => "",
            1 => $"; resolution errors: [{missing[0]}]",
            _ => $"; resolution errors: [[{string.Join(", ", missing)}]]",
        };
    }

    // A role that is posted has no name yet: only permission to escalate roles of every name will do.
    private bool IsAuthorizedToEscalate(RequestContext request) =>
        authorizer.Authorize(AccessAttributes.Of(request) with { Verb = "escalate" }).Allowed;

    private bool IsAuthorizedToBind(RequestContext request, KubeObject binding)
    {
        var role = binding.Root.Map("roleRef");
        if (role.String("kind") is not ("Role" or "ClusterRole")) return false;
        var resource = role.String("kind") == "Role" ? RoleKind.Resource : ClusterRoleKind.Resource;
        var group = role.String("apiGroup") ?? "";
        return authorizer.Authorize(
            new AccessAttributes(request.User, "bind", group, resource.Resource, "", request.Namespace, role.String("name") ?? "")).Allowed;
    }

    /// <summary>
    /// Whether nothing changes but what the garbage collector writes (pkg/registry/rbac/helpers.go, IsOnlyMutatingGCFields). An
    /// object that was sent without its UID is not the stored one with changes.
    /// </summary>
    private static bool IsForCollectionOnly(KubeObject item, KubeObject? old, KubeObject sent) =>
        old is not null && sent.Uid.Length > 0 && WithoutCollection(item).Equals(WithoutCollection(old));

    private static JsonMap WithoutCollection(KubeObject item) => item.Root.With(
        "metadata", item.Metadata.Without("ownerReferences").Without("finalizers").Without("managedFields").Without("selfLink"));

    private static bool HasAggregationRule(KubeObject? role) => role?.Root.List("aggregationRule", "clusterRoleSelectors").Count > 0;

    private static StatusException Forbidden(RequestContext request, string why) =>
        StatusErrors.Forbidden(request.Resource, request.Name, why);
}
