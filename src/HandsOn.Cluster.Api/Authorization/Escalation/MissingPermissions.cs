using HandsOn.Kubernetes.Errors;

namespace HandsOn.Cluster.Api.Authorization.Escalation;

/// <summary>Permissions that a user would have to hold in order to grant some rules, and does not.</summary>
internal static class MissingPermissions
{
    /// <summary>The permissions that none of the held rules gives (policy_comparator.go, Covers).</summary>
    public static IReadOnlyList<Permission> Of(IEnumerable<PolicyRule> wanted, IReadOnlyList<PolicyRule> held) =>
        [.. wanted.SelectMany(Permission.Of).Where(p => !held.Any(p.IsGivenBy))];

    /// <summary>
    /// One line for each resource (or object of it) with the verbs that are missing on it, and for each verb on a path
    /// (pkg/registry/rbac/validation/policy_compact.go; pkg/apis/rbac/v1/evaluation_helpers.go, CompactString).
    /// </summary>
    public static string Describe(IReadOnlyList<Permission> missing)
    {
        var resources = missing.Where(p => p.Path is null).GroupBy(p => (p.Group, p.Resource, p.Name)).Select(same => Describe(
            Part("APIGroups", same.Key.Group), Part("Resources", same.Key.Resource), Part("ResourceNames", same.Key.Name),
            Part("Verbs", [.. same.Select(p => p.Verb)])));
        var paths = missing.Where(p => p.Path is not null).Select(p => Describe(Part("NonResourceURLs", p.Path), Part("Verbs", p.Verb)));
        return string.Join('\n', resources.Concat(paths).Distinct().Order(StringComparer.Ordinal));
    }

    /// <summary>Texts as Go's <c>%q</c> shows a list of them.</summary>
    public static string Quote(params IEnumerable<string> texts) => $"[{string.Join(' ', texts.Select(FieldErrors.Show))}]";

    private static string Describe(params IEnumerable<string> parts) => $"{{{string.Join(", ", parts.Where(p => p.Length > 0))}}}";

    private static string Part(string name, params IReadOnlyList<string?> values) => values is [null] ? "" : $"{name}:{Quote(values!)}";
}
