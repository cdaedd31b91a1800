namespace HandsOn.Kubernetes.Schemas.OpenApi;

/// <summary>Names of component schemas, and references to them.</summary>
internal static class SchemaNames
{
    public const string Meta = "io.k8s.apimachinery.pkg.apis.meta.v1.";
    public const string FieldsV1 = Meta + "FieldsV1";
    public const string Patch = Meta + "Patch";
    public const string Status = Meta + "Status";
    public const string DeleteOptions = Meta + "DeleteOptions";
    public const string ApiResourceList = Meta + "APIResourceList";

    private const string Machinery = "io.k8s.apimachinery.pkg.";

    public static string Reference(string name) => "#/components/schemas/" + name;

    /// <summary>OpenAPI's type and format of a scalar; the format may be empty.</summary>
    public static (string Type, string Format) Scalar(ValueShape shape) => shape switch
    {
        ValueShape.Int32 => ("integer", "int32"),
        ValueShape.Int64 => ("integer", "int64"),
        ValueShape.Double => ("number", "double"),
        ValueShape.Boolean => ("boolean", ""),
        ValueShape.Bytes => ("string", "byte"),
        _ => ("string", ""),
    };

    /// <summary>The component of a value that is no object of a <see cref="TypeSchema"/> but has a component of its own; else <see langword="null"/>.</summary>
    public static string? Special(ValueShape shape) => shape switch
    {
        ValueShape.Time => Meta + "Time",
        ValueShape.MicroTime => Meta + "MicroTime",
        ValueShape.Quantity => Machinery + "api.resource.Quantity",
        ValueShape.IntOrString => Machinery + "util.intstr.IntOrString",
        ValueShape.Any => Machinery + "runtime.RawExtension",
        _ => null,
    };
}
