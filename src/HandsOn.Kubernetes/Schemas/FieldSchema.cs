namespace HandsOn.Kubernetes.Schemas;

/// <summary>One field of a <see cref="TypeSchema"/>.</summary>
public sealed class FieldSchema
{
    /// <summary>The name in JSON.</summary>
    public required string Name { get; init; }

    /// <summary>What the field holds.</summary>
    public required ValueSchema Value { get; init; }

    /// <summary>The field's number in protobuf; 0 where the type has no protobuf form.</summary>
    public int ProtobufNumber { get; init; }

    /// <summary>Whether OpenAPI lists the field as required.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Whether Kubernetes can tell a missing value from an empty one (the Go field is a pointer): an explicit <c>0</c> or <c>{}</c> is kept.</summary>
    public bool IsPointer { get; init; }

    /// <summary>
    /// Whether Kubernetes writes the field even where it is empty: <c>status: {}</c>, <c>replicas: 0</c>, <c>endpoints: null</c>. A
    /// decoded object has these.
    /// </summary>
    public bool IsAlwaysWritten { get; init; }

    /// <summary>What a schema-aware reader (server-side apply's list keys, <c>kubectl explain</c>) takes for a missing value, or <see langword="null"/>.</summary>
    public object? Default { get; init; }

    /// <summary>The strategy of strategic merge patches: <c>merge</c>, <c>replace</c>, <c>retainKeys</c>, <c>merge,retainKeys</c>, or empty.</summary>
    public string PatchStrategy { get; init; } = "";

    /// <summary>The member that tells the items of a merged list apart in strategic merge patches, or empty.</summary>
    public string PatchMergeKey { get; init; } = "";

    /// <summary>The first minor whose API has the field (36 for 1.36); 0 where every supported one has it.</summary>
    public int Since { get; init; }

    /// <summary>The Go struct that brings the field in by embedding (<c>VolumeSource</c> in a Volume), or empty; decoding errors name it.</summary>
    public string Embedded { get; init; } = "";
}
