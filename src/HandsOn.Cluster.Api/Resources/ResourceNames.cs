using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources;

/// <summary>What a resource is called, as discovery tells it.</summary>
internal sealed record ResourceNames(string Group, string Version, string Kind, string Plural, bool Namespaced = true)
{
    public string Singular { get; init; } = Kind.ToLowerInvariant();

    public string ListKind { get; init; } = Kind + "List";

    public IReadOnlyList<string> ShortNames { get; init; } = [];

    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>The name without version: the key in the store.</summary>
    public GroupResource Resource => new(Group, Plural);

    public GroupKind GroupKind => new(Group, Kind);

    /// <summary>The version in which objects are stored and controllers read them.</summary>
    public GroupVersion GroupVersion => new(Group, Version);
}
