using HandsOn.Cluster.Api.Resources;

namespace HandsOn.Cluster.Server.Discovery;

/// <summary>In which order discovery lists groups and versions (pkg/controlplane/apiserver/aggregator.go, priorities).</summary>
internal static class GroupOrder
{
    /// <summary>The groups with their versions, the preferred version first.</summary>
    public static IReadOnlyList<(string Group, IReadOnlyList<string> Versions)> Of(ResourceCatalog catalog) =>
    [
        .. catalog.GroupVersions.GroupBy(v => v.Group)
            .OrderBy(g => ApiGroups.Place(g.Key)).ThenBy(g => g.Key, StringComparer.Ordinal)
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
