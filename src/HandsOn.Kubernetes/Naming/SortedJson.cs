using HandsOn.Kubernetes.Json;

namespace HandsOn.Kubernetes.Naming;

/// <summary>JSON in one canonical form.</summary>
internal static class SortedJson
{
    /// <summary>The value with the members of every map sorted by name, as Go writes maps.</summary>
    public static object? Sort(object? value) => value switch
    {
        JsonMap map => JsonMap.From(map.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => KeyValuePair.Create(m.Key, Sort(m.Value)))),
        JsonList list => JsonList.From(list.Select(Sort)),
        _ => value,
    };
}
