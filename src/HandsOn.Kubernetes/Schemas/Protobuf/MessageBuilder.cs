using HandsOn.Kubernetes.Json;

namespace HandsOn.Kubernetes.Schemas.Protobuf;

/// <summary>Collects a message's members; those of repeated fields arrive one by one, and with others between them.</summary>
internal sealed class MessageBuilder
{
    private readonly JsonMapBuilder members = new();
    private Dictionary<string, List<object?>>? lists;
    private Dictionary<string, JsonMapBuilder>? maps;

    public void Set(string name, object? value) => members.Set(name, value);

    public void Add(string name, object? item)
    {
        if ((lists ??= new(StringComparer.Ordinal)).TryGetValue(name, out var list))
        {
            list.Add(item);
            return;
        }
        lists[name] = [item];
        members.Set(name, null);
    }

    public void Put(string name, string key, object? value)
    {
        if (!(maps ??= new(StringComparer.Ordinal)).TryGetValue(name, out var map))
        {
            maps[name] = map = new JsonMapBuilder();
            members.Set(name, null);
        }
        map.Set(key, value);
    }

    public JsonMap Build()
    {
        foreach (var (name, list) in lists ?? []) members.Set(name, JsonList.Adopt([.. list]));
        foreach (var (name, map) in maps ?? []) members.Set(name, map.Build());
        return members.Build();
    }
}
