using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources;

/// <summary>Names of a resource, as discovery tells them.</summary>
/// <param name="Resource">The group and the plural name: the key in the store.</param>
/// <param name="Version">The version in which objects are stored and controllers read them.</param>
/// <param name="Kind">The kind.</param>
/// <param name="Namespaced">False where objects belong to the whole cluster.</param>
internal sealed record ResourceNames(GroupResource Resource, string Version, string Kind, bool Namespaced = true)
{
    public string Singular { get; init; } = Kind.ToLowerInvariant();

    public string ListKind { get; init; } = Kind + "List";

    public IReadOnlyList<string> ShortNames { get; init; } = [];

    public IReadOnlyList<string> Categories { get; init; } = [];

    public string Group => Resource.Group;

    public string Plural => Resource.Resource;

    public GroupKind GroupKind => new(Group, Kind);

    /// <summary>The group and version in which objects are stored.</summary>
    public GroupVersion GroupVersion => new(Group, Version);
}
