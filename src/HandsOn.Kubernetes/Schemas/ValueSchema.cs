namespace HandsOn.Kubernetes.Schemas;

/// <summary>What stands at one place of an object: a scalar, an object of a type, a list or a map with string keys.</summary>
public sealed class ValueSchema
{
    /// <summary>Which of the shapes it is.</summary>
    public required ValueShape Shape { get; init; }

    /// <summary>The type, for <see cref="ValueShape.Object"/>.</summary>
    public TypeSchema? Type { get; init; }

    /// <summary>What the items of a list or the values of a map are.</summary>
    public ValueSchema? Element { get; init; }

    /// <summary>How server-side apply merges a list.</summary>
    public ListMerge ListMerge { get; init; } = ListMerge.Atomic;

    /// <summary>The members that tell the items of a <see cref="Schemas.ListMerge.Map"/> list apart.</summary>
    public IReadOnlyList<string> ListMapKeys { get; init; } = [];

    /// <summary>Whether server-side apply treats a map or object as one value at this place.</summary>
    public bool IsAtomic { get; init; }

    /// <summary>Whether server-side apply merges an object at this place member by member although its type is atomic.</summary>
    public bool IsGranular { get; init; }

    /// <summary>The values that the API documents for a string; empty where any is allowed.</summary>
    public IReadOnlyList<string> Enum { get; init; } = [];

    /// <summary>Whether protobuf keeps a list in a message of its own (<c>ExtraValue</c>).</summary>
    public bool IsWrapped { get; init; }

    /// <summary>The type as Go's decoding errors name it: <c>int32</c>, <c>[]v1.Container</c>, <c>v1.PullPolicy</c>.</summary>
    public string GoName => NamedType ?? Shape switch
    {
        ValueShape.Object => Type!.GoName,
        ValueShape.List => "[]" + Element!.GoName,
        ValueShape.Map => "map[string]" + Element!.GoName,
        ValueShape.Int32 => "int32",
        ValueShape.Int64 => "int64",
        ValueShape.Double => "float64",
        ValueShape.Boolean => "bool",
        ValueShape.Bytes => "[]uint8",
        ValueShape.Quantity => "resource.Quantity",
        ValueShape.IntOrString => "intstr.IntOrString",
        ValueShape.Time => "v1.Time",
        ValueShape.MicroTime => "v1.MicroTime",
        ValueShape.Duration => "v1.Duration",
        ValueShape.Any => "interface {}",
        _ => "string",
    };

    internal string? NamedType { get; init; }

    internal object? Zero => Shape switch
    {
        ValueShape.String => "",
        ValueShape.Int32 or ValueShape.Int64 or ValueShape.IntOrString => 0L,
        ValueShape.Double => 0d,
        ValueShape.Boolean => false,
        ValueShape.Quantity => "0",
        ValueShape.Duration => "0s",
        ValueShape.Object => Type!.Zero,
        _ => null,
    };
}

/// <summary>The shapes of values in the Kubernetes API.</summary>
public enum ValueShape
{
    /// <summary>A JSON string.</summary>
    String,

    /// <summary>A 32-bit integer.</summary>
    Int32,

    /// <summary>A 64-bit integer.</summary>
    Int64,

    /// <summary>A floating-point number.</summary>
    Double,

    /// <summary>A boolean.</summary>
    Boolean,

    /// <summary>Bytes, base64 in JSON.</summary>
    Bytes,

    /// <summary>RFC 3339, whole seconds.</summary>
    Time,

    /// <summary>RFC 3339, microseconds.</summary>
    MicroTime,

    /// <summary>An integer or a string (<c>targetPort</c>, <c>maxSurge</c>).</summary>
    IntOrString,

    /// <summary>A resource quantity (<c>100m</c>, <c>128Mi</c>).</summary>
    Quantity,

    /// <summary>A Go duration (<c>30s</c>).</summary>
    Duration,

    /// <summary>Any JSON, unchecked (<c>RawExtension</c>, <c>FieldsV1</c>).</summary>
    Any,

    /// <summary>An object of a <see cref="TypeSchema"/>.</summary>
    Object,

    /// <summary>A list of <see cref="ValueSchema.Element"/>.</summary>
    List,

    /// <summary>A map from strings to <see cref="ValueSchema.Element"/>.</summary>
    Map,
}

/// <summary>How server-side apply merges a list (<c>x-kubernetes-list-type</c>).</summary>
public enum ListMerge
{
    /// <summary>The list is one value.</summary>
    Atomic,

    /// <summary>A set of scalars.</summary>
    Set,

    /// <summary>Items told apart by <see cref="ValueSchema.ListMapKeys"/>.</summary>
    Map,
}
