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

    // JSONPatchMaxCopyBytes in staging/src/k8s.io/apiserver/pkg/server/config.go.
    private const long MostCopied = 3 * 1024 * 1024;

    /// <summary>The document with the patch's operations done, one after the other; unchanged parts stay the same references.</summary>
    /// <exception cref="StatusException">
    /// 400: the patch is no list of operations; 413: it has too many; 422: an operation does not apply, or all copies together
    /// have more than 3 MiB. The API server does not tell clients which one.
    /// </exception>
    public static JsonMap Apply(JsonMap document, object? patch)
    {
        if (Operations(patch) is not { Count: > 0 } operations) return document;
        var patched = new PatchDocument(document);
        long copied = 0;
        foreach (var operation in operations) Apply(patched, operation, ref copied);
        return patched.Close();
    }

    /// <summary>What strict field validation finds in a patch, beyond what it finds in the patched object.</summary>
    public static IEnumerable<string> UnknownFields(JsonList patch) =>
        from entry in patch.Maps().Index()
        from key in entry.Item.Keys
        where key is not ("op" or "path" or "from" or "value")
        select $"json patch unknown field \"[{entry.Index}].{key}\"";

    internal static StatusException Refused() =>
        new(422, "Invalid", "the server rejected our request due to an error in our request", JsonMap.Empty);

    private static List<JsonMap> Operations(object? patch)
    {
        if (patch is not (JsonList or null)) throw Undecodable(patch, "[]handlers.jsonPatchOp");
        var list = patch as JsonList ?? JsonList.Empty;
        if (list.Count > MostOperations)
            throw new StatusException(413, "RequestEntityTooLarge",
                $"Request entity is too large: The allowed maximum operations in a JSON patch is {MostOperations}, got {list.Count}");
        foreach (var item in list)
            if (item is not (JsonMap or null)) throw Undecodable(item, "handlers.jsonPatchOp");
        return [.. list.Select(item => item as JsonMap ?? JsonMap.Empty)];
    }

    private static StatusException Undecodable(object? value, string type) =>
        StatusErrors.BadRequest($"error decoding patch: json: cannot unmarshal {GoText.JsonKind(value)} into Go value of type {type}");

    private static void Apply(PatchDocument document, JsonMap operation, ref long copied)
    {
        var path = Pointer(operation, "path");
        var value = operation["value"];
        switch (operation["op"])
        {
            case "add": document.Add(path, value); break;
            case "remove": document.Remove(path); break;
            case "replace": document.Replace(path, value); break;
            case "move": document.Add(path, document.Remove(Pointer(operation, "from"))); break;
            case "copy":
                var copy = document.Get(Member(Pointer(operation, "from")));
                copied += CopySize.Of(copy);
                if (copied > MostCopied) throw Refused();
                document.Add(path, copy);
                break;
            case "test" when JsonValue.DeepEquals(document.Get(path), value): break;
            default: throw Refused();
        }
    }

    private static JsonPointer Member(JsonPointer pointer) => pointer.IsRoot ? throw Refused() : pointer;

    private static JsonPointer Pointer(JsonMap operation, string member) =>
        operation[member] is string text ? JsonPointer.Parse(text) : throw Refused();
}
