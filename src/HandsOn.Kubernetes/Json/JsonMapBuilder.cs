namespace HandsOn.Kubernetes.Json;

/// <summary>Collects members for one <see cref="JsonMap"/>; a later member replaces an earlier one of the same name.</summary>
public sealed class JsonMapBuilder(int capacity = 8)
{
    private readonly List<string> keys = new(capacity);
    private readonly List<object?> values = new(capacity);
    private Dictionary<string, int>? index;

    /// <summary>The number of members so far.</summary>
    public int Count => keys.Count;

    /// <summary>Sets a member, also to a JSON null.</summary>
    /// <returns>Whether a member of that name was already there.</returns>
    public bool Set(string key, object? value)
    {
        value = JsonValue.Normalize(value);
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

    /// <summary>Sets a member unless the value is <see langword="null"/>.</summary>
    public JsonMapBuilder SetIfPresent(string key, object? value)
    {
        if (value is not null) Set(key, value);
        return this;
    }

    /// <summary>The map of what was collected.</summary>
    public JsonMap Build() => JsonMap.Adopt([.. keys], [.. values]);

    private int IndexOf(string key)
    {
        if (keys.Count <= 16) return keys.IndexOf(key);
        index ??= keys.Select((k, i) => (k, i)).ToDictionary(p => p.k, p => p.i, StringComparer.Ordinal);
        return index.GetValueOrDefault(key, -1);
    }
}
