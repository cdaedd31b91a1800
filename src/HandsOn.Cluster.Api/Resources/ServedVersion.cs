using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources;

/// <summary>
/// A version under which a resource can be reached, and the minors that serve it and warn of it: 21 for 1.21
/// (staging/src/k8s.io/api/*/*/zz_generated.prerelease-lifecycle.go).
/// </summary>
internal sealed record ServedVersion(GroupVersion GroupVersion)
{
    private const int Never = int.MaxValue;

    /// <param name="apiVersion">Group and version as a path has them: <c>apps/v1</c>, <c>v1</c>.</param>
    public ServedVersion(string apiVersion)
        : this(GroupVersion.Parse(apiVersion)) { }

    /// <summary>The first minor that serves it.</summary>
    public int Since { get; init; }

    /// <summary>The first minor that warns of it.</summary>
    public int Deprecated { get; init; } = Never;

    /// <summary>The first minor that serves it no longer.</summary>
    public int Removed { get; init; } = Never;

    /// <summary>The group, version and kind to use instead; null where the kind has none.</summary>
    public string? Replacement { get; init; }

    public bool IsServedBy(int minor) => minor >= Since && minor < Removed;

    /// <summary>
    /// The Warning header for a use of this version; null where the minor warns of nothing
    /// (staging/src/k8s.io/apiserver/pkg/endpoints/deprecation/deprecation.go).
    /// </summary>
    public string? Warning(string kind, int minor)
    {
        if (minor < Deprecated) return null;
        var removal = Removed == Never ? "" : $", unavailable in v1.{Removed}+";
        var replacement = Replacement is null ? "" : $"; use {Replacement}";
        return $"{GroupVersion} {kind} is deprecated in v1.{Deprecated}+{removal}{replacement}";
    }
}
