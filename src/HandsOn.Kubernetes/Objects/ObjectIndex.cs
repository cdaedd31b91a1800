using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace HandsOn.Kubernetes.Objects;

/// <summary>Objects of a live copy by keys of another sort: owner, node, label. Reads need no lock; changes come one at a time.</summary>
internal sealed class ObjectIndex(Func<KubeObject, IEnumerable<string>> keys)
{
    private readonly ConcurrentDictionary<string, ImmutableDictionary<ObjectKey, KubeObject>> buckets = [];

    /// <summary>The objects under a key, as they are now.</summary>
    public IEnumerable<KubeObject> this[string key] => buckets.TryGetValue(key, out var bucket) ? bucket.Values : [];

    /// <summary>How many objects are under a key.</summary>
    public int Count(string key) => buckets.TryGetValue(key, out var bucket) ? bucket.Count : 0;

    internal void Change(KubeObject? old, KubeObject? next)
    {
        if (old is not null)
        {
            foreach (var key in keys(old))
            {
                if (!buckets.TryGetValue(key, out var bucket)) continue;
                var left = bucket.Remove(old.Key);
                if (left.IsEmpty) buckets.TryRemove(key, out _);
                else buckets[key] = left;
            }
        }
        if (next is null) return;
        foreach (var key in keys(next))
            buckets[key] = buckets.GetValueOrDefault(key, ImmutableDictionary<ObjectKey, KubeObject>.Empty).SetItem(next.Key, next);
    }
}
