using HandsOn.Kubernetes.Json;

namespace HandsOn.Cluster.Api.Resources.Shared;

/// <summary>Changes inside trees that share everything that stays as it was; nothing is copied where nothing changes.</summary>
internal static class JsonChanges
{
    /// <summary>Changes the map at a key, if there is one.</summary>
    public static JsonMap Change(this JsonMap map, string key, Func<JsonMap, JsonMap> change) =>
        map[key] is JsonMap child ? map.With(key, change(child)) : map;

    /// <summary>Changes the map at a key; an empty one where there is none.</summary>
    public static JsonMap ChangeOrAdd(this JsonMap map, string key, Func<JsonMap, JsonMap> change) => map.With(key, change(map.Map(key)));

    /// <summary>Changes every map of the list at a key, if there is one.</summary>
    public static JsonMap ChangeEach(this JsonMap map, string key, Func<JsonMap, JsonMap> change) =>
        map[key] is JsonList list ? map.With(key, list.MapEach(change)) : map;

    /// <summary>A list that is always written: one without items, or none at all, is written as a null.</summary>
    public static JsonMap NullWhereEmpty(this JsonMap map, string key) =>
        map.List(key).Count == 0 && (map[key] is not null || !map.ContainsKey(key)) ? map.With(key, null) : map;
}
