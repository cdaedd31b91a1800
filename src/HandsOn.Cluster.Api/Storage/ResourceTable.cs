using System.Collections.Immutable;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Storage;

/// <summary>The objects of one resource, the last events and who watches. Called under the store's lock, but for the end of a watch.</summary>
internal sealed class ResourceTable(Lock gate, int historyLength)
{
    private readonly Queue<StoreEvent> history = new();
    private ImmutableArray<StoreWatch> watches = [];
    private ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, KubeObject>> namespaces = ResourceSnapshot.NoNamespaces;

    /// <summary>The newest revision that the history no longer holds.</summary>
    public long Compacted { get; private set; }

    /// <summary>The revision of the last write to this resource.</summary>
    public long LastChange { get; private set; }

    public ResourceSnapshot Snapshot(long revision) => new(revision, namespaces);

    public KubeObject? Find(ObjectKey key) => namespaces.GetValueOrDefault(key.Namespace)?.GetValueOrDefault(key.Name);

    public void Put(KubeObject item, StoreEvent change)
    {
        var objects = namespaces.GetValueOrDefault(item.Namespace, ResourceSnapshot.NoObjects);
        namespaces = namespaces.SetItem(item.Namespace, objects.SetItem(item.Name, item));
        Publish(change);
    }

    public void Remove(ObjectKey key, StoreEvent change)
    {
        var objects = namespaces[key.Namespace].Remove(key.Name);
        namespaces = objects.IsEmpty ? namespaces.Remove(key.Namespace) : namespaces.SetItem(key.Namespace, objects);
        Publish(change);
    }

    /// <summary>A watch that first gets the events after a revision that the history still holds.</summary>
    public StoreWatch Watch(long since, long current)
    {
        var watch = new StoreWatch(this, current);
        foreach (var change in history)
            if (change.Revision > since) watch.Publish(change);
        watches = watches.Add(watch);
        return watch;
    }

    public void Remove(StoreWatch watch)
    {
        lock (gate) watches = watches.Remove(watch);
    }

    public void Compact(long revision)
    {
        while (history.TryPeek(out var oldest) && oldest.Revision <= revision) history.Dequeue();
        Compacted = Math.Max(Compacted, revision);
    }

    public void Close()
    {
        foreach (var watch in watches) watch.Complete();
    }

    private void Publish(StoreEvent change)
    {
        LastChange = change.Revision;
        history.Enqueue(change);
        if (history.Count > historyLength) Compacted = history.Dequeue().Revision;
        foreach (var watch in watches) watch.Publish(change);
    }
}
