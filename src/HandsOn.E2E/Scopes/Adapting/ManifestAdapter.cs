using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.E2E.Scopes.Adapting;

/// <summary>
/// Gives a manifest the names of a scope, by rules that hold for every kind: the server says which objects stand in no namespace, and
/// what refers to others does so in fields of the same few names everywhere.
/// </summary>
internal sealed class ManifestAdapter(SharedScope scope)
{
    private readonly References references = new(scope);
    private readonly Marks marks = new(scope);
    private readonly Webhooks webhooks = new(scope);

    /// <summary>Takes note of what a manifest makes outside of namespaces.</summary>
    public void Learn(JsonMap manifest)
    {
        if (ItemsOf(manifest) is { } items)
            foreach (var item in items.Maps()) Learn(item);
        else if (IsClusterScoped(manifest, out var kind) && kind.Kind != "Namespace" && manifest.String("metadata", "name") is { Length: > 0 } name) scope.Made.Add(kind, name);
    }

    /// <exception cref="ScopeException">The manifest concerns everybody who uses the cluster.</exception>
    public JsonMap Adapt(JsonMap manifest)
    {
        Learn(manifest);
        if (ItemsOf(manifest) is { } items) return manifest.With("items", items.MapEach(Adapt));
        var isClusterScoped = IsClusterScoped(manifest, out var kind);
        if (scope.Catalog.IsSilentAbout(kind.Group)) throw new ScopeException($"whether a {kind.Kind} stands in a namespace cannot be told: the server says nothing of group {kind.Group}");
        var adapted = references.Adapt(manifest);
        if (!isClusterScoped) return Ingresses(Mine(adapted, kind), kind);
        Confinement.Demand(manifest, kind);
        return marks.Put(webhooks.Confine(Confinement.WithoutDefaults(Renamed(adapted, kind)), kind));
    }

    private bool IsClusterScoped(JsonMap manifest, out GroupVersionKind kind)
    {
        kind = new KubeObject(manifest).GroupVersionKind;
        return scope.Catalog.Find(kind.Group, kind.Kind) is { Namespaced: false };
    }

    private static JsonList? ItemsOf(JsonMap manifest) =>
        manifest.String("kind")?.EndsWith("List", StringComparison.Ordinal) == true && manifest["items"] is JsonList items ? items : null;

    private static JsonMap Mine(JsonMap manifest, GroupVersionKind kind) => manifest.String("metadata", "namespace") is { } space && SharedScope.IsEverybodys(space)
        ? throw new ScopeException($"{kind.Kind} {manifest.String("metadata", "name")} would stand in {space}, which belongs to everybody who uses this cluster")
        : manifest;

    private JsonMap Renamed(JsonMap manifest, GroupVersionKind kind)
    {
        if (manifest.String("metadata", "generateName") is { } beginning && manifest.String("metadata", "name") is null)
            return manifest.SetIn(scope.NameOf(beginning.TrimEnd('-')) + "-", "metadata", "generateName");
        // Reviews have no name: nothing stays of them.
        if (manifest.String("metadata", "name") is not { Length: > 0 } name) return manifest;
        if (kind is not { Group: "", Kind: "Namespace" }) return manifest.SetIn(scope.NameOf(name), "metadata", "name");
        if (SharedScope.IsEverybodys(name)) throw new ScopeException($"namespace {name} belongs to everybody who uses this cluster");
        scope.AddNamespace(scope.NamespaceOf(name));
        return manifest.SetIn(scope.NamespaceOf(name), "metadata", "name");
    }

    private JsonMap Ingresses(JsonMap manifest, GroupVersionKind kind) =>
        scope is { ServesClassless: true, IngressClass: { } own } && kind.Kind == "Ingress"
        && manifest.At("spec", "ingressClassName") is null && manifest.At("metadata", "annotations", References.ClassAnnotation) is null
            ? manifest.SetIn(scope.NameOf(own), "metadata", "annotations", References.ClassAnnotation)
            : manifest;
}
