using HandsOn.Cluster.Api.Resources;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Server.Discovery;

/// <summary>
/// All groups, versions and resources in one document (staging/src/k8s.io/apiserver/pkg/endpoints/discovery/aggregated).
/// </summary>
internal sealed class AggregatedDiscovery(ResourceCatalog catalog)
{
    public const string Kind = "APIGroupDiscoveryList";
    public const string Group = "apidiscovery.k8s.io";

    /// <summary>The document of <c>/api</c> (the core group alone) or <c>/apis</c> (all others).</summary>
    public JsonMap Document(bool core, string version) => JsonMap.Of(
        ("kind", Kind), ("apiVersion", $"{Group}/{version}"), ("metadata", JsonMap.Empty),
        ("items", JsonList.From(GroupOrder.Of(catalog).Where(g => g.Group.Length == 0 == core).Select(g => GroupItem(g.Group, g.Versions)))));

    private JsonMap GroupItem(string group, IReadOnlyList<string> versions) => JsonMap.Of(
        ("metadata", JsonMap.Of(("name", group.Length == 0 ? null : group))),
        ("versions", JsonList.From(versions.Select(v => JsonMap.Of(
            ("version", v), ("resources", JsonList.From(Resources(new GroupVersion(group, v)))), ("freshness", "Current"))))));

    private IEnumerable<JsonMap> Resources(GroupVersion version) =>
        catalog.In(version).Where(d => d.Verbs.Count > 0).Select(d => JsonMap.Of(
            ("resource", d.Names.Plural), ("responseKind", ResponseKind(new("", "", d.Names.Kind))),
            ("scope", d.Names.Namespaced ? "Namespaced" : "Cluster"), ("singularResource", d.Names.Singular), ("verbs", JsonList.From(d.Verbs)),
            ("shortNames", d.Names.ShortNames.Count == 0 ? null : JsonList.From(d.Names.ShortNames)),
            ("categories", d.Names.Categories.Count == 0 ? null : JsonList.From(d.Names.Categories)),
            ("subresources", Subresources(d, version) is { Count: > 0 } list ? list : null)));

    private JsonList Subresources(ResourceDefinition definition, GroupVersion version) =>
        JsonList.From(catalog.SubresourcesOf(definition).Select(s => JsonMap.Of(
            ("subresource", s.Name), ("responseKind", ResponseKind(KindOf(s, definition, version))), ("verbs", JsonList.From(s.Verbs)))));

    /// <summary>Group and version are left out where they are those of the path.</summary>
    private static GroupVersionKind KindOf(Subresource sub, ResourceDefinition definition, GroupVersion version) => sub.Kind switch
    {
        null => new("", "", definition.Names.Kind),
        { } kind when kind.GroupVersion == version => new("", "", kind.Kind),
        { } kind => kind,
    };

    private static JsonMap ResponseKind(GroupVersionKind kind) =>
        JsonMap.Of(("group", kind.Group), ("version", kind.Version), ("kind", kind.Kind));
}
