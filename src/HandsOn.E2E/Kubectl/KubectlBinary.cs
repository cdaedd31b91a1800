using System.Text.RegularExpressions;
using HandsOn.E2E.Versions;

namespace HandsOn.E2E.Kubectl;

/// <summary>A kubectl on this machine.</summary>
/// <param name="Path">The executable.</param>
/// <param name="Version">What it says of itself: <c>v1.36.2</c>.</param>
public sealed partial record KubectlBinary(string Path, string Version)
{
    /// <summary>Asks for <see cref="Version"/>.</summary>
    internal static readonly IReadOnlyList<string> VersionCommand = ["version", "--client"];

    /// <summary>Its minor, which decides how its output looks.</summary>
    public KubernetesMinor Minor => KubernetesMinor.Parse(Version);

    /// <summary>Reads what <see cref="VersionCommand"/> wrote; <see langword="null"/> where it names no version.</summary>
    internal static KubectlBinary? Read(string path, string output) =>
        VersionPattern().Match(output) is { Success: true } version ? new(path, version.Groups[1].Value) : null;

    // 1.20 to 1.27 print version.Info{... GitVersion:"v1.20.15" ...}, later ones "Client Version: v1.36.2".
    [GeneratedRegex("""(?:Client Version: |GitVersion:")(v1\.\d+\.\d+[^\s"]*)""")]
    private static partial Regex VersionPattern();
}
