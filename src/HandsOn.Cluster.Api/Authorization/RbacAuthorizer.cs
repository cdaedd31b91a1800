using HandsOn.Cluster.Api.Storage;

namespace HandsOn.Cluster.Api.Authorization;

/// <summary>
/// Role-based access control (plugin/pkg/auth/authorizer/rbac/rbac.go). Members of <c>system:masters</c> may do everything;
/// everybody else what roles and bindings say.
/// </summary>
internal sealed class RbacAuthorizer(ObjectStore store) : IAuthorizer
{
    private readonly RbacRules rules = new(store);

    public (bool Allowed, string Reason) Authorize(AccessAttributes access)
    {
        if (access.User.IsPrivileged) return (true, "");
        List<string>? missing = null;
        foreach (var grant in Current().Of(access.User, access.Namespace))
        {
            if (grant.Rules is null) (missing ??= []).Add(Missing(grant.Role));
            foreach (var rule in grant.Rules ?? [])
                if (rule.Allows(access)) return (true, "");
        }
        return (false, missing is null ? "" : "RBAC: " + (missing.Count == 1 ? missing[0] : $"[{string.Join(", ", missing)}]"));
    }

    /// <summary>The roles and bindings as they are now.</summary>
    public RbacIndex Current() => rules.Current();

    // The authorizer of the real server looks roles up in its informers, whose errors have the resource in the singular.
    private static string Missing(RoleReference role) =>
        $"{role.Resource.Resource[..^1]}.{role.Resource.Group} \"{role.Key.Name}\" not found";
}
