using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Authorization;

/// <summary>One rule of a Role or ClusterRole (pkg/apis/rbac/v1/evaluation_helpers.go).</summary>
internal sealed class PolicyRule
{
    private readonly string[] verbs;
    private readonly string[] groups;
    private readonly string[] resources;
    private readonly string[] names;
    private readonly string[] paths;

    public PolicyRule(JsonMap rule)
    {
        verbs = Texts(rule, "verbs");
        groups = Texts(rule, "apiGroups");
        resources = Texts(rule, "resources");
        names = Texts(rule, "resourceNames");
        paths = Texts(rule, "nonResourceURLs");
    }

    /// <summary>The rules of a Role or ClusterRole.</summary>
    public static PolicyRule[] Of(KubeObject role) => [.. role.Root.List("rules").Maps().Select(r => new PolicyRule(r))];

    public IReadOnlyList<string> Verbs => verbs;

    public IReadOnlyList<string> Groups => groups;

    public IReadOnlyList<string> Resources => resources;

    public IReadOnlyList<string> Names => names;

    public IReadOnlyList<string> Paths => paths;

    public bool Allows(AccessAttributes access) =>
        Has(verbs, access.Verb) && (access.Path.Length > 0 ? AllowsPath(access.Path) : AllowsResource(access));

    private bool AllowsResource(AccessAttributes access) =>
        Has(groups, access.Group) && HasResource(access) && (names.Length == 0 || access.Name.Length > 0 && names.Contains(access.Name));

    private bool HasResource(AccessAttributes access)
    {
        foreach (var resource in resources)
        {
            if (resource == "*") return true;
            if (access.Subresource.Length == 0)
            {
                if (resource == access.Resource) return true;
                continue;
            }
            if (!resource.EndsWith(access.Subresource, StringComparison.Ordinal)) continue;
            var main = resource.AsSpan(0, resource.Length - access.Subresource.Length);
            if (main is "*/" || main.Length == access.Resource.Length + 1 && main[^1] == '/' && main.StartsWith(access.Resource)) return true;
        }
        return false;
    }

    private bool AllowsPath(string path)
    {
        foreach (var allowed in paths)
        {
            if (allowed == "*" || allowed == path) return true;
            if (allowed.EndsWith('*') && path.StartsWith(allowed.AsSpan(0, allowed.Length - 1).TrimEnd('*'), StringComparison.Ordinal)) return true;
        }
        return false;
    }

    private static bool Has(string[] allowed, string value)
    {
        foreach (var entry in allowed)
            if (entry == "*" || entry == value) return true;
        return false;
    }

    private static string[] Texts(JsonMap rule, string field) => [.. rule.List(field).Strings()];
}
