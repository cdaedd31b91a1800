using System.Security.Cryptography;
using System.Text;
using HandsOn.Cluster.Api.Resources;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Server.Discovery;

/// <summary>The documents of unaggregated discovery: one for the groups, one for each group and version.</summary>
internal sealed class LegacyDiscovery(ResourceCatalog catalog, string address)
{
    private const int HashLength = 8;

    private readonly IReadOnlyList<(string Group, IReadOnlyList<string> Versions)> groups = GroupOrder.Of(catalog);

    /// <summary><c>/api</c>.</summary>
    public JsonMap Versions() => JsonMap.Of(
        ("kind", "APIVersions"), ("versions", JsonList.Of("v1")),
        ("serverAddressByClientCIDRs", JsonList.Of(JsonMap.Of(("clientCIDR", "0.0.0.0/0"), ("serverAddress", address)))));

    /// <summary><c>/apis</c>.</summary>
    public JsonMap Groups() => JsonMap.Of(
        ("kind", "APIGroupList"), ("apiVersion", "v1"),
        ("groups", JsonList.From(groups.Where(g => g.Group.Length > 0).Select(g => GroupBody(g.Group, g.Versions)))));

    /// <summary><c>/apis/apps</c>; null where there is no such group.</summary>
    public JsonMap? Group(string name)
    {
        var (group, versions) = groups.FirstOrDefault(g => g.Group == name && g.Group.Length > 0);
        if (versions is null) return null;
        var map = JsonMap.Of(("kind", "APIGroup"), ("apiVersion", "v1"));
        foreach (var (key, value) in GroupBody(group, versions)) map = map.With(key, value);
        return map;
    }

    /// <summary><c>/apis/apps/v1</c>; null where it is not served.</summary>
    public JsonMap? Resources(GroupVersion version) => !catalog.Serves(version) ? null : JsonMap.Of(
        ("kind", "APIResourceList"), ("apiVersion", version.Group.Length == 0 ? null : "v1"), ("groupVersion", version.ToString()),
        ("resources", JsonList.From(catalog.In(version).SelectMany(d => Entries(d, version)))));

    private static JsonMap GroupBody(string name, IReadOnlyList<string> versions)
    {
        var all = versions.Select(v => JsonMap.Of(("groupVersion", $"{name}/{v}"), ("version", v))).ToList();
        return JsonMap.Of(("name", name), ("versions", JsonList.From(all)), ("preferredVersion", all[0]));
    }

    private IEnumerable<JsonMap> Entries(ResourceDefinition definition, GroupVersion version)
    {
        var names = definition.Names;
        yield return JsonMap.Of(
            ("name", names.Plural), ("singularName", names.Singular), ("namespaced", names.Namespaced), ("kind", names.Kind),
            ("verbs", JsonList.From(definition.Verbs)), ("shortNames", ListOrNull(names.ShortNames)), ("categories", ListOrNull(names.Categories)),
            ("storageVersionHash", definition.Verbs.Contains("get") ? StorageHash(names) : null));
        foreach (var sub in catalog.SubresourcesOf(definition))
            yield return JsonMap.Of(
                ("name", $"{names.Plural}/{sub.Name}"), ("singularName", ""), ("namespaced", names.Namespaced),
                ("group", Other(sub, version)?.Group), ("version", Other(sub, version)?.Version),
                ("kind", sub.Kind?.Kind ?? names.Kind), ("verbs", JsonList.From(sub.Verbs)));
    }

    /// <summary>The group and version of the kind that a subresource exchanges, where they are not those of the resource.</summary>
    private static GroupVersion? Other(Subresource sub, GroupVersion version) =>
        sub.Kind is { } kind && kind.GroupVersion != version ? kind.GroupVersion : null;

    private static JsonList? ListOrNull(IReadOnlyList<string> texts) => texts.Count == 0 ? null : JsonList.From(texts);

    private static string StorageHash(ResourceNames names) =>
        Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes($"{names.GroupVersion}/{names.Kind}")).AsSpan(0, HashLength));
}
