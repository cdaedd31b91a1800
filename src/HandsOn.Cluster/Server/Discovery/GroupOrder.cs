using HandsOn.Cluster.Api.Resources;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Server.Discovery;

/// <summary>In which order discovery lists groups and versions (pkg/controlplane/apiserver/aggregator.go, priorities).</summary>
internal static class GroupOrder
{
    private static readonly string[] Known =
    [
        "", "apiregistration.k8s.io", "extensions", "apps", "events.k8s.io", "authentication.k8s.io", "authorization.k8s.io", "autoscaling", "batch",
        "certificates.k8s.io", "networking.k8s.io", "policy", "rbac.authorization.k8s.io", "storage.k8s.io", "admissionregistration.k8s.io",
        "apiextensions.k8s.io", "scheduling.k8s.io", "coordination.k8s.io", "node.k8s.io", "discovery.k8s.io", "flowcontrol.apiserver.k8s.io",
        "resource.k8s.io",
    ];

    /// <summary>The groups with their versions, the preferred version first.</summary>
    public static IReadOnlyList<(string Group, IReadOnlyList<string> Versions)> Of(ResourceCatalog catalog) =>
    [
        .. catalog.GroupVersions.GroupBy(v => v.Group)
            .OrderBy(g => Array.IndexOf(Known, g.Key) is var at and >= 0 ? at : Known.Length).ThenBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => (g.Key, (IReadOnlyList<string>)[.. g.Select(v => v.Version).OrderByDescending(Rank).ThenBy(v => v, StringComparer.Ordinal)])),
    ];

    /// <summary>Stable versions before beta, beta before alpha, higher numbers first (apimachinery/pkg/version/helpers.go).</summary>
    private static (int Stability, int Major, int Minor) Rank(string version)
    {
        var text = version.AsSpan(1);
        var major = Number(ref text);
        if (text.IsEmpty) return (3, major, 0);
        var stability = text.StartsWith("beta") ? 2 : 1;
        text = text[(stability == 2 ? "beta".Length : "alpha".Length)..];
        return (stability, major, Number(ref text));
    }

    private static int Number(ref ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && char.IsAsciiDigit(text[length])) length++;
        var number = length == 0 ? 0 : int.Parse(text[..length]);
        text = text[length..];
        return number;
    }
}
