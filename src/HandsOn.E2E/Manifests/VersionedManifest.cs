using HandsOn.E2E.Inputs;
using HandsOn.E2E.Scopes;
using HandsOn.E2E.Versions;
using HandsOn.Kubernetes.Json;

namespace HandsOn.E2E.Manifests;

/// <summary>A manifest that is another one for each Kubernetes minor: a folder with <c>versions.yaml</c>, which says which file and which values a minor gets.</summary>
public static class VersionedManifest
{
    /// <summary>The manifest for a minor, its <c>${names}</c> replaced by the values of the minor's entry.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="minor">The minor.</param>
    /// <param name="scope">What the names outside of namespaces (<c>names</c> in the table) are called; the same where none is given.</param>
    /// <exception cref="ManifestException">The table has no entry for the minor, or a file is missing.</exception>
    public static string Render(string folder, KubernetesMinor minor, ClusterScope? scope = null)
    {
        var table = Path.Combine(folder, "versions.yaml");
        var root = YamlFile.Read(table).FirstOrDefault()?.Root ?? JsonMap.Empty;
        var entry = root.List("versions").Maps()
            .FirstOrDefault(e => minor.IsWithin(Bound(e.String("from")), Bound(e.String("to"))))
            ?? throw new ManifestException(table, 0, $"there is no entry for Kubernetes {minor}");
        var path = Path.Combine(folder, entry.String("manifest") ?? "");
        if (!File.Exists(path)) throw new ManifestException(table, 0, $"the entry for Kubernetes {minor} names {entry.String("manifest")}, which does not exist");
        var names = root.Map("names").Strings().Select(n => KeyValuePair.Create(n.Key, (scope ?? ClusterScope.Whole).NameOf(n.Value)));
        return entry.Strings().Concat(names).Aggregate(File.ReadAllText(path), (text, value) => text.Replace($"${{{value.Key}}}", value.Value));
    }

    private static KubernetesMinor? Bound(string? text) => text is null ? null : KubernetesMinor.Parse(text);
}
