using HandsOn.E2E.Versions;

namespace HandsOn.E2E.Kubectl;

/// <summary>A kubectl on this machine.</summary>
/// <param name="Path">The executable.</param>
/// <param name="Version">What it says of itself: <c>v1.36.2</c>.</param>
public sealed record KubectlBinary(string Path, string Version)
{
    /// <summary>Its minor, which decides how its output looks.</summary>
    public KubernetesMinor Minor => KubernetesMinor.Parse(Version);
}
