using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Schemas.Protobuf;

namespace HandsOn.Kubernetes.Schemas.OpenApi.Swagger;

/// <summary>
/// Encodes a document as the protobuf messages of gnostic's <c>OpenAPIv2.proto</c>
/// (vendor/github.com/google/gnostic-models/openapiv2), so far as <see cref="SwaggerDocument"/> uses them.
/// </summary>
internal static class GnosticEncoder
{
    public static byte[] Encode(JsonMap document)
    {
        var writer = new ProtobufWriter();
        writer.String(1, document.String("swagger"));
        writer.Message(2, info =>
        {
            info.String(1, document.String("info", "title"));
            info.String(2, document.String("info", "version"));
        });
        writer.Message(8, paths => Named(paths, 2, document.Map("paths"), PathItem));
        writer.Message(9, definitions => Named(definitions, 1, document.Map("definitions"), Schema));
        return writer.Written.ToArray();
    }

    private static void Named(ProtobufWriter writer, int number, JsonMap entries, Action<ProtobufWriter, JsonMap> value)
    {
        foreach (var (name, entry) in entries)
            writer.Message(number, named =>
            {
                named.String(1, name);
                named.Message(2, inner => value(inner, (JsonMap)entry!));
            });
    }

    private static void PathItem(ProtobufWriter item, JsonMap path) => item.Message(8, patch => Operation(patch, path.Map("patch")));

    private static void Operation(ProtobufWriter writer, JsonMap operation)
    {
        foreach (var parameter in operation.List("parameters").Maps())
            // ParametersItem > Parameter > NonBodyParameter > QueryParameterSubSchema
            writer.Message(8, item => item.Message(1, p => p.Message(2, nonBody => nonBody.Message(3, query => QueryParameter(query, parameter)))));
        writer.Message(9, responses => Named(responses, 1, operation.Map("responses"), (response, value) =>
            response.Message(1, r => r.String(1, value.String("description")))));
        Extensions(writer, 13, operation);
    }

    private static void QueryParameter(ProtobufWriter writer, JsonMap parameter)
    {
        writer.String(2, "query");
        writer.String(4, parameter.String("name"));
        writer.String(6, parameter.String("type"));
        writer.Bool(20, parameter.Bool("uniqueItems") == true);
    }

    private static void Schema(ProtobufWriter writer, JsonMap schema)
    {
        writer.String(1, schema.String("$ref"));
        writer.String(2, schema.String("format"));
        writer.String(4, schema.String("description"));
        if (schema["default"] is { } value) writer.Message(5, any => Any(any, value));
        foreach (var name in schema.List("required").Strings()) writer.String(19, name);
        foreach (var allowed in schema.List("enum")) writer.Message(20, any => Any(any, allowed));
        if (schema["additionalProperties"] is JsonMap values) writer.Message(21, item => item.Message(1, inner => Schema(inner, values)));
        if (schema.String("type") is { } type) writer.Message(22, item => item.String(1, type));
        if (schema["items"] is JsonMap items) writer.Message(23, item => item.Message(1, inner => Schema(inner, items)));
        if (schema["properties"] is JsonMap properties) writer.Message(25, all => Named(all, 1, properties, Schema));
        Extensions(writer, 31, schema);
    }

    private static void Extensions(ProtobufWriter writer, int number, JsonMap holder)
    {
        foreach (var (name, value) in holder)
        {
            if (!name.StartsWith("x-", StringComparison.Ordinal)) continue;
            writer.Message(number, named =>
            {
                named.String(1, name);
                named.Message(2, any => Any(any, value));
            });
        }
    }

    // JSON is YAML.
    private static void Any(ProtobufWriter writer, object? value) => writer.String(2, JsonText.ToString(value));
}
