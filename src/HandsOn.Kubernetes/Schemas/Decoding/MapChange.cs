using HandsOn.Kubernetes.Json;

namespace HandsOn.Kubernetes.Schemas.Decoding;

/// <summary>Copies a map's members one after the other, but only from the first that changes; without a change the result is the map itself.</summary>
/// <param name="source">The map; its members must be kept or dropped in order.</param>
/// <param name="room">The most members that may be appended.</param>
internal ref struct MapChange(JsonMap source, int room)
{
    private string[]? keys;
    private object?[]? values;
    private int count;

    public void Keep(int index, object? value)
    {
        if (keys is null && ReferenceEquals(source.ValueSpan[index], value)) return;
        Copy(index);
        keys![count] = source.KeySpan[index];
        values![count++] = value;
    }

    public void Drop(int index) => Copy(index);

    public void Append(string key, object? value)
    {
        Copy(source.Count);
        keys![count] = key;
        values![count++] = value;
    }

    public readonly JsonMap Result() => keys is null ? source : JsonMap.Adopt(keys[..count], values![..count]);

    private void Copy(int before)
    {
        if (keys is not null) return;
        keys = new string[source.Count + room];
        values = new object?[source.Count + room];
        source.KeySpan[..before].CopyTo(keys);
        source.ValueSpan[..before].CopyTo(values);
        count = before;
    }
}
