using System.Collections.Concurrent;
using HandsOn.Cluster.Api.Resources;
using HandsOn.Cluster.Server.Http;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Server.Discovery;

/// <summary>The discovery documents of one snapshot of the catalogue, each made when it is first asked for.</summary>
internal sealed class DiscoveryDocuments(ResourceCatalog catalog, string address)
{
    private readonly AggregatedDiscovery aggregated = new(catalog);
    private readonly LegacyDiscovery legacy = new(catalog, address);
    private readonly ConcurrentDictionary<string, JsonMap?> documents = new(StringComparer.Ordinal);

    /// <summary>The aggregated document of <c>/api</c> (the core group alone) or <c>/apis</c> (all others).</summary>
    public JsonMap Aggregated(bool core, string version) => documents.GetOrAdd($"{core};{version}", _ => aggregated.Document(core, version))!;

    /// <summary>The unaggregated document of a path; null where nothing is served there.</summary>
    /// <exception cref="StatusException">404: no discovery path.</exception>
    public JsonMap? Legacy(RequestPath path) => documents.GetOrAdd(string.Join('/', path.Segments), _ => path.Segments switch
    {
        ["api"] => legacy.Versions(),
        ["apis"] => legacy.Groups(),
        ["api", var version] => legacy.Resources(new GroupVersion("", version)),
        ["apis", var group] => legacy.Group(group),
        ["apis", var group, var version] => legacy.Resources(new GroupVersion(group, version)),
        _ => throw StatusErrors.UnknownResource(),
    });
}
