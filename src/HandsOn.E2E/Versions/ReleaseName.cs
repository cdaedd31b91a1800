using System.Text.RegularExpressions;

namespace HandsOn.E2E.Versions;

/// <summary>What users write for the Kubernetes that they want: a minor, a very release, or the image of one.</summary>
public static partial class ReleaseName
{
    /// <summary>Reads <c>1.36</c>, <c>v1.36.5</c>, <c>v1.36.5-k3s1</c> or <c>example.com/rancher/k3s:v1.36.5-k3s1</c>.</summary>
    /// <param name="text">What the user wrote.</param>
    /// <param name="minor">The minor that it means.</param>
    /// <param name="release">What the user wrote, where it says more than a minor.</param>
    /// <returns>Whether it is one of these.</returns>
    public static bool TryRead(string text, out KubernetesMinor minor, out string? release)
    {
        release = null;
        minor = default;
        var image = ImagePattern().Match(text);
        var version = image.Success ? image.Groups["tag"].Value : text;
        if (!VersionPattern().IsMatch(version) || !KubernetesMinor.TryParse(version, out minor)) return false;
        release = image.Success || KubernetesMinor.NamesRelease(version) ? text : null;
        return true;
    }

    [GeneratedRegex(@"^v?1\.\d{1,4}(\.\d{1,4}([-+][\w.+-]+)?)?$")]
    private static partial Regex VersionPattern();

    [GeneratedRegex(@"^[\w.][\w./:-]*:(?<tag>[\w.-]+)$")]
    private static partial Regex ImagePattern();
}
