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
        foreach (var (key, value) in patch)
        {
            if (value is null)
            {
                document = document.Without(key);
                continue;
            }
            var old = document[key];
            var merged = old is JsonMap oldMap && value is JsonMap patchMap ? Merge(oldMap, patchMap) : WithoutNulls(value);
            if (!JsonValue.DeepEquals(old, merged)) document = document.With(key, merged);
        }
        return document;
    }

    /// <summary>A value without the members that are null, at any depth; nulls in lists stay.</summary>
    internal static object? WithoutNulls(object? value)
    {
        switch (value)
        {
            case JsonMap map:
                foreach (var (key, member) in map)
                    map = member is null ? map.Without(key) : map.With(key, WithoutNulls(member));
                return map;
            case JsonList list:
                for (var i = 0; i < list.Count; i++)
                    if (WithoutNulls(list[i]) is var item && !ReferenceEquals(item, list[i])) list = list.SetAt(i, item);
                return list;
            default:
                return value;
        }
    }
}
