using HandsOn.Cluster.Api.Storage;

namespace HandsOn.Cluster.Api.Authorization;

/// <summary>
/// Role-based access control (plugin/pkg/auth/authorizer/rbac/rbac.go). Members of <c>system:masters</c> may do everything;
/// everybody else what roles and bindings say. The index of these is made anew after they changed.
/// </summary>
internal sealed class RbacAuthorizer(ObjectStore store) : IAuthorizer
{
    private RbacIndex? index;

    public (bool Allowed, string Reason) Authorize(AccessAttributes access)
    {
        if (access.User.Groups.Contains("system:masters")) return (true, "");
        var current = Current();
        List<string>? missing = null;
        foreach (var grant in current.Of(access.User))
        {
            if (grant.Namespace.Length > 0 && grant.Namespace != access.Namespace) continue;
            if (grant.Missing.Length > 0) (missing ??= []).Add(grant.Missing);
            foreach (var rule in grant.Rules)
                if (rule.Allows(access)) return (true, "");
        }
        return (false, missing is null ? "" : "RBAC: " + (missing.Count == 1 ? missing[0] : $"[{string.Join(", ", missing)}]"));
    }

    /// <summary>The roles and bindings as they are now.</summary>
    public RbacIndex Current()
    {
        var seen = index;
        if (seen is not null && seen.Revision == RbacIndex.LatestChange(store)) return seen;
        return index = RbacIndex.Build(store);
    }
}
