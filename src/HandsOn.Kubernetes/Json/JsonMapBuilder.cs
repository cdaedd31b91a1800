namespace HandsOn.Kubernetes.Json;

/// <summary>Collects members for one <see cref="JsonMap"/>; a later member replaces an earlier one of the same name.</summary>
public sealed class JsonMapBuilder(int capacity = 8)
{
    // A removed member leaves a null behind until the map is built: closing the gap would move all members behind it.
    private readonly List<string?> keys = new(capacity);
    private readonly List<object?> values = new(capacity);
    private Dictionary<string, int>? index;
    private int removed;

    /// <summary>A builder that starts with the members of a map.</summary>
    public JsonMapBuilder(JsonMap map) : this(map.Count + 8)
    {
        keys.AddRange(map.KeySpan);
        values.AddRange(map.ValueSpan);
    }

    /// <summary>The number of members so far.</summary>
    public int Count => keys.Count - removed;

    /// <summary>Sets a member, also to a JSON null.</summary>
    /// <returns>Whether a member of that name was already there.</returns>
    public bool Set(string key, object? value) => Put(key, JsonValue.Normalize(value));

    /// <summary>Sets a member unless the value is <see langword="null"/>.</summary>
    public JsonMapBuilder SetIfPresent(string key, object? value)
    {
        if (value is not null) Set(key, value);
        return this;
    }

    /// <summary>True where there is a member of that name so far.</summary>
    public bool Contains(string key) => IndexOf(key) >= 0;

    /// <summary>Takes a member away.</summary>
    /// <returns>Whether there was a member of that name.</returns>
    public bool Remove(string key)
    {
        var i = IndexOf(key);
        if (i < 0) return false;
        keys[i] = null;
        values[i] = null;
        index?.Remove(key);
        removed++;
        return true;
    }

    /// <summary>The map of what was collected.</summary>
    public JsonMap Build() => removed == 0
        ? JsonMap.Adopt([.. keys!], [.. values])
        : JsonMap.Adopt([.. keys.Where(k => k is not null)!], [.. values.Where((_, i) => keys[i] is not null)]);

    /// <summary>The value of a member; <see langword="null"/> where there is none.</summary>
    internal object? Get(string key) => IndexOf(key) is var i and >= 0 ? values[i] : null;

    /// <summary>Sets a member to any value, which <see cref="Build(Func{object?, object?})"/> must change to one that a map can hold.</summary>
    internal bool Put(string key, object? value)
    {
        var i = IndexOf(key);
        if (i >= 0)
        {
            values[i] = value;
            return true;
        }
        index?.Add(key, keys.Count);
        keys.Add(key);
        values.Add(value);
        return false;
    }

    /// <summary>The map of what was collected, each value changed.</summary>
    internal JsonMap Build(Func<object?, object?> change)
    {
        for (var i = 0; i < values.Count; i++) values[i] = change(values[i]);
        return Build();
    }

    private int IndexOf(string key)
    {
        if (keys.Count <= 16) return keys.IndexOf(key);
        if (index is null)
        {
            index = new Dictionary<string, int>(keys.Count, StringComparer.Ordinal);
            for (var i = 0; i < keys.Count; i++)
                if (keys[i] is { } known) index.Add(known, i);
        }
        return index.GetValueOrDefault(key, -1);
    }
}
