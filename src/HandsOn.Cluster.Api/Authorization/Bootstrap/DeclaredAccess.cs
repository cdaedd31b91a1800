using HandsOn.Cluster.Api.Resources;
using HandsOn.Kubernetes.Json;

namespace HandsOn.Cluster.Api.Authorization.Bootstrap;

/// <summary>Rules of the user-facing roles that follow from the declarations of the kinds.</summary>
internal static class DeclaredAccess
{
    private static readonly IReadOnlyList<Entry> Entries = [.. DeclaredKinds.All.SelectMany(EntriesOf)];

    /// <summary>The rules of a role: one for each group and set of verbs, sorted by both, their resources sorted.</summary>
    /// <param name="role">The role: <c>view</c>, <c>edit</c> or <c>admin</c>.</param>
    public static IEnumerable<JsonMap> Rules(string role) => Entries.Where(entry => entry.Role == role)
        .GroupBy(entry => $"{entry.Group} {string.Join(',', entry.Verbs)}")
        .OrderBy(rule => rule.Key, StringComparer.Ordinal)
        .Select(rule => BootstrapPolicy.Rule(
            [rule.First().Group], rule.Select(entry => entry.Resource).Order(StringComparer.Ordinal), rule.First().Verbs));

    private static IEnumerable<Entry> EntriesOf(ResourceDefinition kind)
    {
        var plural = kind.Names.Plural;
        // The policy is the same on every minor: each group counts in which the kind was ever served.
        var groups = kind.Versions.Select(version => version.GroupVersion.Group).Distinct().ToList();
        foreach (var access in kind.DefaultAccess)
            foreach (var subresource in access.Subresources)
                foreach (var @group in groups)
                    yield return new Entry(access.Role, @group, subresource.Length == 0 ? plural : $"{plural}/{subresource}", access.Verbs);
    }

    private sealed record Entry(string Role, string Group, string Resource, IReadOnlyList<string> Verbs);
}
