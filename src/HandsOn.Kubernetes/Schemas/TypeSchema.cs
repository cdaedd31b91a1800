namespace HandsOn.Kubernetes.Schemas;

/// <summary>What fields a Kubernetes type has: one table entry serves decoding, validation, patches, apply, OpenAPI and protobuf.</summary>
public sealed class TypeSchema(string name, IReadOnlyList<FieldSchema> fields)
{
    private readonly Dictionary<string, FieldSchema> byName = fields.ToDictionary(f => f.Name, StringComparer.Ordinal);

    /// <summary>The name in OpenAPI documents: <c>io.k8s.api.apps.v1.Deployment</c>.</summary>
    public string Name { get; } = name;

    /// <summary>The last part of <see cref="Name"/>: <c>Deployment</c>, as Go and messages name the type.</summary>
    public string ShortName => Name[(Name.LastIndexOf('.') + 1)..];

    /// <summary>The fields, in the order of the Kubernetes type.</summary>
    public IReadOnlyList<FieldSchema> Fields { get; } = fields;

    /// <summary>Whether Kubernetes treats the whole object as one value in server-side apply (<c>x-kubernetes-map-type: atomic</c>).</summary>
    public bool IsAtomic { get; init; }

    /// <summary>The field of that name, or <see langword="null"/>.</summary>
    public FieldSchema? Field(string name) => byName.GetValueOrDefault(name);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
