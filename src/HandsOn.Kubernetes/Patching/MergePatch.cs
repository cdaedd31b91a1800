using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;

namespace HandsOn.Kubernetes.Patching;

/// <summary><c>application/merge-patch+json</c> (RFC 7386): maps are merged, a null removes, everything else replaces.</summary>
public static class MergePatch
{
    /// <summary>The document with the patch merged in; unchanged parts stay the same references.</summary>
    /// <exception cref="StatusException">400: the patch is no JSON object.</exception>
    public static JsonMap Apply(JsonMap document, object? patch) => patch switch
    {
        JsonMap map => Merge(document, map),
        null => throw StatusErrors.BadRequest("Invalid JSON Patch"),
        _ => throw StatusErrors.BadRequest(
            $"error decoding patch: json: cannot unmarshal {GoText.JsonKind(patch)} into Go value of type map[string]interface {{}}"),
    };

    private static JsonMap Merge(JsonMap document, JsonMap patch)
    {
        var merged = new JsonMapEditor(document);
        foreach (var (key, value) in patch)
        {
            var old = document[key];
            var wanted = old is JsonMap oldMap && value is JsonMap patchMap ? Merge(oldMap, patchMap) : WithoutNulls(value);
            if (wanted is null) merged.Remove(key);
            else if (!JsonValue.DeepEquals(old, wanted)) merged.Set(key, wanted);
        }
        return merged.Result();
    }

    /// <summary>A value without the members that are null, at any depth; nulls in lists stay.</summary>
    internal static object? WithoutNulls(object? value)
    {
        switch (value)
        {
            case JsonMap map:
                var kept = new JsonMapEditor(map);
                foreach (var (key, member) in map)
                {
                    if (member is null) kept.Remove(key);
                    else kept.Set(key, WithoutNulls(member));
                }
                return kept.Result();
            case JsonList list:
                return list.ChangeEach(WithoutNulls);
            default:
                return value;
        }
    }
}
