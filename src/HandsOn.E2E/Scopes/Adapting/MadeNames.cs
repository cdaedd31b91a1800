using System.Collections.Concurrent;
using HandsOn.E2E.Api;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.E2E.Scopes.Adapting;

/// <summary>
/// The objects without a namespace that a scenario makes. A reference to one of these gets its name here; any other means what the
/// cluster has (the ClusterRole <c>view</c>, somebody's IngressClass) and stays.
/// </summary>
internal sealed class MadeNames(SharedScope scope, ApiCatalog catalog)
{
    private readonly ConcurrentDictionary<(string Kind, string Name), bool> made = [];
    private readonly ConcurrentDictionary<ApiResource, bool> resources = [];

    /// <summary>The resources of which there is any.</summary>
    public IReadOnlyCollection<ApiResource> Resources => [.. resources.Keys];

    public void Add(string kind, string name) => made[(kind, scope.NameOf(name))] = true;

    public void Add(GroupVersionKind kind, string name)
    {
        Add(kind.Kind, name);
        if (catalog.Find(kind.Group, kind.Kind) is { } resource) resources[resource] = true;
    }

    public bool Has(string kind, string name) => made.ContainsKey((kind, scope.NameOf(name)));

    /// <summary>What the name means here.</summary>
    public string Resolve(string kind, string name) => Has(kind, name) ? scope.NameOf(name) : name;
}
