namespace HandsOn.Cluster.Api.Authorization.Escalation;

/// <summary>
/// The least that a rule can give: one verb on one resource of one API group, or on one path
/// (staging/src/k8s.io/component-helpers/auth/rbac/validation/policy_comparator.go).
/// </summary>
/// <param name="Verb">The verb.</param>
/// <param name="Group">The API group; empty for the core group and for a path.</param>
/// <param name="Resource">The resource, with its subresource behind a slash; empty for a path.</param>
/// <param name="Name">The object that it is limited to; null for all objects.</param>
/// <param name="Path">The path; null for a resource.</param>
internal readonly record struct Permission(string Verb, string Group, string Resource, string? Name, string? Path)
{
    /// <summary>Everything that a rule gives (BreakdownRule).</summary>
    public static IEnumerable<Permission> Of(PolicyRule rule)
    {
        foreach (var group in rule.Groups)
            foreach (var resource in rule.Resources)
                foreach (var verb in rule.Verbs)
                    foreach (var name in rule.Names.Count == 0 ? EveryObject : rule.Names)
                        yield return new(verb, group, resource, name, null);
        foreach (var path in rule.Paths)
            foreach (var verb in rule.Verbs)
                yield return new(verb, "", "", null, path);
    }

    /// <summary>Number of permissions that a rule gives.</summary>
    public static long Count(PolicyRule rule) =>
        rule.Verbs.Count * ((long)rule.Groups.Count * rule.Resources.Count * Math.Max(1, rule.Names.Count) + rule.Paths.Count);

    /// <summary>True where the rule gives this permission (ruleCovers).</summary>
    public bool IsGivenBy(PolicyRule rule)
    {
        if (!Has(rule.Verbs, Verb)) return false;
        if (Name is null ? rule.Names.Count > 0 : rule.Names.Count > 0 && !rule.Names.Contains(Name)) return false;
        return Path is null ? Has(rule.Groups, Group) && HasResource(rule) : HasPath(rule);
    }

    private bool HasResource(PolicyRule rule)
    {
        if (Has(rule.Resources, Resource)) return true;
        var slash = Resource.IndexOf('/');
        return slash >= 0 && rule.Resources.Contains("*" + Resource[slash..]);
    }

    private bool HasPath(PolicyRule rule)
    {
        foreach (var path in rule.Paths)
            if (path == Path || path.EndsWith('*') && Path!.StartsWith(path.TrimEnd('*'), StringComparison.Ordinal)) return true;
        return false;
    }

    private static bool Has(IReadOnlyList<string> list, string value) => list.Contains("*") || list.Contains(value);

    private static readonly IReadOnlyList<string?> EveryObject = [null];
}
