using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources;

/// <summary>A version under which a resource can be reached, and in which minors (20 is 1.20).</summary>
/// <param name="GroupVersion">The group and version of the path.</param>
/// <param name="Since">The first minor that serves it.</param>
/// <param name="Until">The last minor that serves it.</param>
/// <param name="Deprecation">The text of the Warning header that every use gets, or null.</param>
/// <param name="DeprecatedSince">The first minor that warns.</param>
internal sealed record ServedVersion(
    GroupVersion GroupVersion, int Since = 0, int Until = int.MaxValue, string? Deprecation = null, int DeprecatedSince = 0)
{
    public bool IsServedBy(int minor) => minor >= Since && minor <= Until;
}
