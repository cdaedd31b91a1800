using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Kubernetes.Schemas;

/// <summary>What fields a Kubernetes type has: one table entry serves decoding, validation, patches, apply, OpenAPI and protobuf.</summary>
public sealed class TypeSchema
{
    private readonly Func<TypeBody>? read;
    private TypeBody? body;
    private Dictionary<string, FieldSchema>? byName;
    private Dictionary<int, FieldSchema>? byNumber;
    private FieldSchema[]? alwaysWritten;
    private JsonMap? zero;

    /// <summary>A type with the given fields.</summary>
    public TypeSchema(string name, IReadOnlyList<FieldSchema> fields)
    {
        Name = name;
        body = new TypeBody(fields, []);
    }

    // Most of the types are never asked for, so each is read from its table when it is.
    internal TypeSchema(string name, Func<TypeBody> read)
    {
        Name = name;
        this.read = read;
    }

    /// <summary>The name in OpenAPI documents: <c>io.k8s.api.apps.v1.Deployment</c>.</summary>
    public string Name { get; }

    /// <summary>The last part of <see cref="Name"/>: <c>Deployment</c>, as Go and messages name the type.</summary>
    public string ShortName => Name[(Name.LastIndexOf('.') + 1)..];

    /// <summary>The last two parts of <see cref="Name"/>: <c>v1.Deployment</c>, as Go's decoding errors name the type.</summary>
    public string GoName => Name[(Name.LastIndexOf('.', Name.LastIndexOf('.') - 1) + 1)..];

    /// <summary>The fields, in the order of the Kubernetes type.</summary>
    public IReadOnlyList<FieldSchema> Fields => Body.Fields;

    /// <summary>The types whose fields stand among this type's own.</summary>
    public IReadOnlyList<EmbeddedSchema> EmbeddedTypes => Body.EmbeddedTypes;

    /// <summary>Whether Kubernetes treats the whole object as one value in server-side apply (<c>x-kubernetes-map-type: atomic</c>).</summary>
    public bool IsAtomic { get; init; }

    /// <summary>The kind that objects of this type have, or <see langword="null"/> for a part of objects.</summary>
    public GroupVersionKind? Kind { get; init; }

    /// <summary>The object of this type in which nothing is set, as Kubernetes writes it.</summary>
    public JsonMap Zero => zero ??= MakeZero();

    private TypeBody Body => body ?? Interlocked.CompareExchange(ref body, read!(), null) ?? body;

    internal ReadOnlySpan<FieldSchema> AlwaysWritten => alwaysWritten ??= [.. Fields.Where(f => f.IsAlwaysWritten)];

    /// <summary>The field of that name, or <see langword="null"/>.</summary>
    public FieldSchema? Field(string name) =>
        (byName ??= Fields.ToDictionary(f => f.Name, StringComparer.Ordinal)).GetValueOrDefault(name);

    internal FieldSchema? Numbered(int number) =>
        (byNumber ??= Fields.Where(f => f.ProtobufNumber > 0).ToDictionary(f => f.ProtobufNumber)).GetValueOrDefault(number);

    internal EmbeddedSchema? Embedded(int number)
    {
        foreach (var embedded in EmbeddedTypes)
            if (embedded.ProtobufNumber == number) return embedded;
        return null;
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    private JsonMap MakeZero()
    {
        var builder = new JsonMapBuilder();
        foreach (var field in AlwaysWritten) builder.Set(field.Name, field.IsPointer ? null : field.Value.Zero);
        return builder.Build();
    }
}

/// <summary>What a type consists of.</summary>
internal sealed record TypeBody(IReadOnlyList<FieldSchema> Fields, IReadOnlyList<EmbeddedSchema> EmbeddedTypes);
