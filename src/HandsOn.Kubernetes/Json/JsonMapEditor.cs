namespace HandsOn.Kubernetes.Json;

/// <summary>
/// A map while many of its members change: it is copied once, at the first change, where a chain of <see cref="JsonMap.With"/>
/// copies it at each. Without a change the result is the map itself.
/// </summary>
internal sealed class JsonMapEditor(JsonMap map)
{
    private JsonMapBuilder? changed;

    /// <summary>The value of a member as it is now; <see langword="null"/> where there is none.</summary>
    public object? this[string key] => changed is null ? map[key] : changed.Get(key);

    /// <summary>Sets a member, in place or at the end.</summary>
    public void Set(string key, object? value)
    {
        if (changed is null && map.TryGetValue(key, out var old) && ReferenceEquals(old, value)) return;
        (changed ??= new(map)).Set(key, value);
    }

    /// <summary>Takes a member away where there is one.</summary>
    public void Remove(string key)
    {
        if (changed is not null || map.ContainsKey(key)) (changed ??= new(map)).Remove(key);
    }

    /// <summary>The map with all changes.</summary>
    public JsonMap Result() => changed?.Build() ?? map;
}
