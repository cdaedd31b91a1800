using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;

namespace HandsOn.Kubernetes.Patching;

/// <summary>
/// <c>application/json-patch+json</c> (RFC 6902), as an API server applies it
/// (staging/src/k8s.io/apiserver/pkg/endpoints/handlers/patch.go, jsonPatcher).
/// </summary>
public static class JsonPatch
{
    private const int MostOperations = 10_000;

    /// <summary>The document with the patch's operations done, one after the other; unchanged parts stay the same references.</summary>
    /// <exception cref="StatusException">
    /// 400: the patch is no list of operations; 413: it has too many; 422: an operation does not apply. The API server does
    /// not tell clients which one.
    /// </exception>
    public static JsonMap Apply(JsonMap document, object? patch)
    {
        object? current = document;
        foreach (var operation in Operations(patch)) current = Apply(current, operation);
        return current as JsonMap ?? throw Refused();
    }

    /// <summary>What strict field validation finds in a patch, beyond what it finds in the patched object.</summary>
    public static IEnumerable<string> UnknownFields(JsonList patch) =>
        from entry in patch.Maps().Index()
        from key in entry.Item.Keys
        where key is not ("op" or "path" or "from" or "value")
        select $"json patch unknown field \"[{entry.Index}].{key}\"";

    internal static StatusException Refused() =>
        new(422, "Invalid", "the server rejected our request due to an error in our request", JsonMap.Empty);

    private static IEnumerable<JsonMap> Operations(object? patch)
    {
        if (patch is not (JsonList or null)) throw Undecodable(patch, "[]handlers.jsonPatchOp");
        var list = patch as JsonList ?? JsonList.Empty;
        if (list.Count > MostOperations)
            throw new StatusException(413, "RequestEntityTooLarge",
                $"Request entity is too large: The allowed maximum operations in a JSON patch is {MostOperations}, got {list.Count}");
        foreach (var item in list)
            if (item is not (JsonMap or null)) throw Undecodable(item, "handlers.jsonPatchOp");
        return list.Select(item => item as JsonMap ?? JsonMap.Empty);
    }

    private static StatusException Undecodable(object? value, string type) =>
        StatusErrors.BadRequest($"error decoding patch: json: cannot unmarshal {GoText.JsonKind(value)} into Go value of type {type}");

    private static object? Apply(object? current, JsonMap operation)
    {
        var path = Pointer(operation, "path");
        var value = operation["value"];
        switch (operation["op"])
        {
            case "add": return path.Add(current, value);
            case "remove": return path.Remove(current);
            case "replace" when path.IsRoot: return value is JsonMap or JsonList ? value : throw Refused();
            case "replace":
                path.Get(current);
                return path.Replace(current, value);
            case "move":
                var from = Pointer(operation, "from");
                if (from.IsRoot) throw Refused();
                var moved = from.Get(current);
                return path.Add(from.Remove(current), moved);
            case "copy":
                var source = Pointer(operation, "from");
                return source.IsRoot ? throw Refused() : path.Add(current, source.Get(current));
            case "test" when JsonValue.DeepEquals(path.Get(current), value): return current;
            default: throw Refused();
        }
    }

    private static JsonPointer Pointer(JsonMap operation, string member) =>
        operation[member] is string text ? JsonPointer.Parse(text) : throw Refused();
}
