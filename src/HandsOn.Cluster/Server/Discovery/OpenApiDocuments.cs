using System.Collections.Concurrent;
using HandsOn.Cluster.Api.Resources;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Schemas;
using HandsOn.Kubernetes.Schemas.OpenApi;

namespace HandsOn.Cluster.Server.Discovery;

/// <summary>The OpenAPI documents of a catalog. Clusters that serve the same share them: they are large, and a process starts many clusters.</summary>
internal sealed class OpenApiDocuments
{
    private static readonly ConcurrentDictionary<string, OpenApiDocuments> Known = new(StringComparer.Ordinal);

    private OpenApiDocuments(SchemaCatalog schemas, IReadOnlyList<OpenApiResource> resources, int minor)
    {
        V2 = new OpenApiV2(schemas, minor, resources);
        V3 = new OpenApiV3(schemas, minor, resources);
    }

    public OpenApiV2 V2 { get; }

    public OpenApiV3 V3 { get; }

    public static OpenApiDocuments Of(ResourceCatalog catalog)
    {
        var resources = Resources(catalog).ToList();
        // Types of its own make a cluster's documents its own.
        if (!ReferenceEquals(catalog.Schemas, SchemaCatalog.Default)) return new OpenApiDocuments(catalog.Schemas, resources, catalog.Minor);
        var served = string.Join(' ', resources.Select(r => $"{r.GroupVersionKind}/{r.Plural}/{r.Subresources.Count}"));
        return Known.GetOrAdd($"{catalog.Minor} {served}", _ => new OpenApiDocuments(catalog.Schemas, resources, catalog.Minor));
    }

    private static IEnumerable<OpenApiResource> Resources(ResourceCatalog catalog) =>
        from version in catalog.GroupVersions
        from definition in catalog.In(version)
        select new OpenApiResource(
            version, definition.Names.Kind, definition.Names.Plural, definition.Names.Namespaced, definition.Verbs,
            [.. catalog.SubresourcesOf(definition).Select(s => new OpenApiSubresource(
                s.Name, s.Kind ?? new GroupVersionKind(version.Group, version.Version, definition.Names.Kind), s.Verbs))])
        {
            Description = definition.Description,
        };
}
