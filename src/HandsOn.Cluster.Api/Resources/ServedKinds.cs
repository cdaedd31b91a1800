using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources;

/// <summary>
/// The kinds whose objects a cluster stores, and the versions of them that a minor serves: known before any cluster runs.
/// Reviews are answered, not stored, and so are not among them.
/// </summary>
public static class ServedKinds
{
    private static readonly Lazy<ILookup<string, ServedVersion>> ByKind = new(() =>
        DeclaredKinds.All.Where(d => d.Verbs.Contains("get")).SelectMany(d => d.Versions.Select(v => (d.Names.Kind, Version: v)))
            .ToLookup(p => p.Kind, p => p.Version, StringComparer.Ordinal));

    /// <summary>Whether the embedded cluster has such a kind in any version of any minor.</summary>
    public static bool IsKnown(string kind) => ByKind.Value.Contains(kind);

    /// <summary>Why a minor does not serve the kind in that version, in one sentence; <see langword="null"/> where it does.</summary>
    /// <param name="kind">Group, version and kind, as the manifest says them.</param>
    /// <param name="minor">The minor: 36 for 1.36.</param>
    public static string? WhyNot(GroupVersionKind kind, int minor)
    {
        var versions = ByKind.Value[kind.Kind].ToList();
        if (versions.Count == 0) return $"the embedded cluster has no kind {kind.Kind}";
        if (versions.Any(v => v.GroupVersion == kind.GroupVersion && v.IsServedBy(minor))) return null;
        var when = versions.Find(v => v.GroupVersion == kind.GroupVersion) is not { } once ? ""
            : once.Since > minor ? $" (only since 1.{once.Since})" : $" (removed in 1.{once.Removed})";
        var instead = versions.Find(v => v.IsServedBy(minor)) is { } served ? $"; use {served.GroupVersion}" : "";
        return $"Kubernetes 1.{minor} serves no {kind.Kind} in apiVersion {kind.GroupVersion}{when}{instead}";
    }
}
