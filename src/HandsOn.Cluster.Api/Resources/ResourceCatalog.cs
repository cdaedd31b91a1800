using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Schemas;

namespace HandsOn.Cluster.Api.Resources;

/// <summary>The kinds that a cluster of a given minor serves, and their types. A snapshot: it never changes.</summary>
internal sealed class ResourceCatalog
{
    private readonly Dictionary<GroupResource, ResourceDefinition> byResource;
    private readonly Dictionary<(GroupVersion, string Plural), (ResourceDefinition, ServedVersion)> byPath = [];
    private readonly HashSet<GroupVersion> groupVersions = [];

    /// <param name="definitions">The kinds.</param>
    /// <param name="minor">The minor: 36 for 1.36.</param>
    /// <param name="schemas">The types of the kinds; those of Kubernetes itself where none are given.</param>
    public ResourceCatalog(IEnumerable<ResourceDefinition> definitions, int minor, SchemaCatalog? schemas = null)
    {
        Minor = minor;
        Schemas = schemas ?? SchemaCatalog.Default;
        All = [.. definitions.Where(d => d.Versions.Any(v => v.IsServedBy(minor)))];
        byResource = All.ToDictionary(d => d.Names.Resource);
        foreach (var definition in All)
            foreach (var version in definition.Versions.Where(v => v.IsServedBy(minor)))
            {
                byPath[(version.GroupVersion, definition.Names.Plural)] = (definition, version);
                groupVersions.Add(version.GroupVersion);
            }
    }

    public int Minor { get; }

    public SchemaCatalog Schemas { get; }

    public IReadOnlyList<ResourceDefinition> All { get; }

    /// <summary>The kind that is stored under that name.</summary>
    /// <exception cref="StatusException">404: this cluster has no such resource.</exception>
    public ResourceDefinition Get(GroupResource resource) =>
        byResource.GetValueOrDefault(resource) ?? throw StatusErrors.UnknownResource();

    /// <summary>The groups and versions that this minor serves.</summary>
    public IReadOnlySet<GroupVersion> GroupVersions => groupVersions;

    /// <summary>The kinds that are served in a group and version, by name.</summary>
    public IEnumerable<ResourceDefinition> In(GroupVersion version) =>
        byPath.Where(p => p.Key.Item1 == version).OrderBy(p => p.Key.Plural, StringComparer.Ordinal).Select(p => p.Value.Item1);

    /// <summary>The subresources that this minor has, by name.</summary>
    public IEnumerable<Subresource> SubresourcesOf(ResourceDefinition definition) =>
        definition.Subresources.Where(s => s.IsServedBy(Minor)).OrderBy(s => s.Name, StringComparer.Ordinal);

    /// <summary>Whether this minor serves anything of that group and version.</summary>
    public bool Serves(GroupVersion version) => groupVersions.Contains(version);

    /// <summary>Whether this minor serves anything of that group, in whatever version.</summary>
    public bool HasGroup(string group) => groupVersions.Any(v => v.Group == group);

    /// <summary>The kind and version behind a path, or null where this minor does not serve it.</summary>
    public (ResourceDefinition Definition, ServedVersion Version)? Find(GroupVersion version, string plural) =>
        byPath.TryGetValue((version, plural), out var found) ? found : null;
}
