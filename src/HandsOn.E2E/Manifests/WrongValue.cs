using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Schemas;
using HandsOn.Kubernetes.Schemas.Decoding;

namespace HandsOn.E2E.Manifests;

/// <summary>
/// Finds the value that keeps an object from being read. What decoders say of it does not name its place (a quantity), or names
/// it without the indices of lists; so the value is the innermost one without which the object can be read.
/// </summary>
internal static class WrongValue
{
    /// <summary>The value's path, as <see cref="Kubernetes.Yaml.YamlPositions"/> spells it; empty where no single value is to blame.</summary>
    public static string Find(JsonMap root, TypeSchema type, int minor) => Find(root, r => Reads((JsonMap)r, type, minor), "");

    private static string Find(object value, Func<object, bool> reads, string path)
    {
        switch (value)
        {
            case JsonMap map:
                foreach (var (key, inner) in map)
                    if (reads(map.Without(key))) return Into(inner, v => reads(map.With(key, v)), path.Length == 0 ? key : $"{path}.{key}");
                break;
            case JsonList list:
                for (var i = 0; i < list.Count; i++)
                {
                    var index = i;
                    if (reads(list.RemoveAt(i))) return Into(list[i], v => reads(list.SetAt(index, v)), $"{path}[{i}]");
                }
                break;
        }
        return path;
    }

    private static string Into(object? value, Func<object, bool> reads, string path) => value is null ? path : Find(value, reads, path);

    private static bool Reads(JsonMap root, TypeSchema type, int minor)
    {
        try
        {
            ObjectDecoder.Decode(root, type, null, minor);
            return true;
        }
        catch (DecodingException)
        {
            return false;
        }
    }
}
