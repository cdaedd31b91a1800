using HandsOn.Kubernetes.Objects;

namespace HandsOn.Kubernetes.Schemas;

/// <summary>All types, by their OpenAPI name and by the kind they define.</summary>
public sealed class SchemaCatalog(IEnumerable<TypeSchema> types, IEnumerable<KeyValuePair<GroupVersionKind, TypeSchema>> kinds)
{
    private readonly Dictionary<string, TypeSchema> byName = types.ToDictionary(t => t.Name, StringComparer.Ordinal);
    private readonly Dictionary<GroupVersionKind, TypeSchema> byKind = kinds.ToDictionary();

    /// <summary>Every type.</summary>
    public IReadOnlyCollection<TypeSchema> Types => byName.Values;

    /// <summary>The type of that OpenAPI name, or <see langword="null"/>.</summary>
    public TypeSchema? Type(string name) => byName.GetValueOrDefault(name);

    /// <summary>The type of objects of that kind, or <see langword="null"/>.</summary>
    public TypeSchema? ForKind(GroupVersionKind kind) => byKind.GetValueOrDefault(kind);
}
