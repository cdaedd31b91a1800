using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Schemas.Tables;

namespace HandsOn.Kubernetes.Schemas;

/// <summary>All types, by their OpenAPI name and by the kind they define.</summary>
public sealed class SchemaCatalog(IEnumerable<TypeSchema> types, IEnumerable<KeyValuePair<GroupVersionKind, TypeSchema>> kinds)
{
    private static readonly Lazy<SchemaCatalog> BuiltIn = new(EmbeddedTables.Load);

    private readonly Dictionary<string, TypeSchema> byName = types.ToDictionary(t => t.Name, StringComparer.Ordinal);
    private readonly Dictionary<GroupVersionKind, TypeSchema> byKind = kinds.ToDictionary();

    /// <summary>The types of Kubernetes itself, from <c>Schemas/Tables</c>.</summary>
    public static SchemaCatalog Default => BuiltIn.Value;

    /// <summary>Every type.</summary>
    public IReadOnlyCollection<TypeSchema> Types => byName.Values;

    /// <summary>The type of that OpenAPI name, or <see langword="null"/>.</summary>
    public TypeSchema? Type(string name) => byName.GetValueOrDefault(name);

    /// <summary>
    /// The type of objects of that kind, or <see langword="null"/>. The options of requests (<c>DeleteOptions</c> ...) are of one type in
    /// every group and version.
    /// </summary>
    public TypeSchema? ForKind(GroupVersionKind kind)
    {
        if (byKind.TryGetValue(kind, out var type)) return type;
        return kind.Kind.EndsWith("Options", StringComparison.Ordinal) ? byKind.GetValueOrDefault(new("", "v1", kind.Kind)) : null;
    }
}
