using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Kubernetes.Schemas;

/// <summary>What fields a Kubernetes type has: one table entry serves decoding, validation, patches, apply, OpenAPI and protobuf.</summary>
public sealed class TypeSchema
{
    private Dictionary<string, FieldSchema>? byName;
    private FieldSchema[]? alwaysWritten;
    private JsonMap? zero;

    /// <summary>A type with the given fields.</summary>
    public TypeSchema(string name, IReadOnlyList<FieldSchema> fields)
        : this(name) => Fields = fields;

    internal TypeSchema(string name) => Name = name;

    /// <summary>The name in OpenAPI documents: <c>io.k8s.api.apps.v1.Deployment</c>.</summary>
    public string Name { get; }

    /// <summary>The last part of <see cref="Name"/>: <c>Deployment</c>, as Go and messages name the type.</summary>
    public string ShortName => Name[(Name.LastIndexOf('.') + 1)..];

    /// <summary>The last two parts of <see cref="Name"/>: <c>v1.Deployment</c>, as Go's decoding errors name the type.</summary>
    public string GoName => Name[(Name.LastIndexOf('.', Name.LastIndexOf('.') - 1) + 1)..];

    /// <summary>The fields, in the order of the Kubernetes type. Set once the whole catalog is read, since types refer to each other.</summary>
    public IReadOnlyList<FieldSchema> Fields { get; internal set; } = [];

    /// <summary>The types whose fields stand among this type's own.</summary>
    public IReadOnlyList<EmbeddedSchema> EmbeddedTypes { get; internal set; } = [];

    /// <summary>Whether Kubernetes treats the whole object as one value in server-side apply (<c>x-kubernetes-map-type: atomic</c>).</summary>
    public bool IsAtomic { get; init; }

    /// <summary>The kind that objects of this type have, or <see langword="null"/> for a part of objects.</summary>
    public GroupVersionKind? Kind { get; init; }

    /// <summary>The object of this type in which nothing is set, as Kubernetes writes it.</summary>
    public JsonMap Zero => zero ??= MakeZero();

    internal ReadOnlySpan<FieldSchema> AlwaysWritten => alwaysWritten ??= [.. Fields.Where(f => f.IsAlwaysWritten)];

    /// <summary>The field of that name, or <see langword="null"/>.</summary>
    public FieldSchema? Field(string name) =>
        (byName ??= Fields.ToDictionary(f => f.Name, StringComparer.Ordinal)).GetValueOrDefault(name);

    /// <inheritdoc/>
    public override string ToString() => Name;

    private JsonMap MakeZero()
    {
        var builder = new JsonMapBuilder();
        foreach (var field in AlwaysWritten) builder.Set(field.Name, field.IsPointer ? null : field.Value.Zero);
        return builder.Build();
    }
}
