using System.Globalization;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Storage;

/// <summary>
/// What etcd is to a real cluster: every object of every resource, one revision clock over all of them, compare-and-swap
/// writes and watches that miss nothing. All in memory; a write is one critical section.
/// </summary>
internal sealed class ObjectStore(int historyLength = 4_000) : IDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<GroupResource, ResourceTable> tables = [];
    private long revision = 1;

    /// <summary>The revision of the last write.</summary>
    public long Revision
    {
        get
        {
            lock (gate) return revision;
        }
    }

    public KubeObject? Find(GroupResource resource, ObjectKey key)
    {
        lock (gate) return Table(resource).Find(key);
    }

    public ResourceSnapshot Snapshot(GroupResource resource)
    {
        lock (gate) return Table(resource).Snapshot(revision);
    }

    /// <summary>The revision of the last write to a resource; tells a reader whether what it derived from it still holds.</summary>
    public long LastChange(GroupResource resource)
    {
        lock (gate) return Table(resource).LastChange;
    }

    /// <summary>Stores a new object and gives it its resource version.</summary>
    /// <exception cref="StatusException">409 AlreadyExists.</exception>
    public KubeObject Create(GroupResource resource, KubeObject item)
    {
        lock (gate)
        {
            var table = Table(resource);
            if (table.Find(item.Key) is not null) throw StatusErrors.AlreadyExists(resource, item.Name);
            var stored = Stamp(item, ++revision);
            table.Put(stored, new StoreEvent(StoreEventType.Added, revision, stored, null));
            return stored;
        }
    }

    /// <summary>
    /// Replaces an object if it is still the one that the caller saw. A write that changes nothing keeps the resource version
    /// and tells nobody.
    /// </summary>
    /// <exception cref="StatusException">404 NotFound, 409 Conflict.</exception>
    public KubeObject Update(GroupResource resource, KubeObject item, KubeObject seen)
    {
        lock (gate)
        {
            var table = Table(resource);
            var current = table.Find(item.Key) ?? throw StatusErrors.NotFound(resource, item.Name);
            if (!ReferenceEquals(current, seen) && current.Revision != seen.Revision) throw StatusErrors.Stale(resource, item.Name);
            if (WithVersionOf(item, current).Root.Equals(current.Root)) return current;
            var stored = Stamp(item, ++revision);
            table.Put(stored, new StoreEvent(StoreEventType.Modified, revision, stored, current));
            return stored;
        }
    }

    /// <summary>Removes an object if it is still the one that the caller saw; gives its last content with the deletion's revision.</summary>
    /// <exception cref="StatusException">404 NotFound, 409 Conflict.</exception>
    public KubeObject Delete(GroupResource resource, KubeObject seen)
    {
        lock (gate)
        {
            var table = Table(resource);
            var current = table.Find(seen.Key) ?? throw StatusErrors.NotFound(resource, seen.Name);
            if (current.Revision != seen.Revision) throw StatusErrors.Stale(resource, seen.Name);
            var last = Stamp(current, ++revision);
            table.Remove(seen.Key, new StoreEvent(StoreEventType.Deleted, revision, last, current));
            return last;
        }
    }

    /// <summary>Watches the writes after a revision; <see langword="null"/> for those from now on.</summary>
    /// <exception cref="StatusException">410 Expired: the history no longer reaches back to that revision.</exception>
    public StoreWatch Watch(GroupResource resource, long? since = null)
    {
        lock (gate)
        {
            var table = Table(resource);
            if (since < table.Compacted) throw StatusErrors.Expired($"too old resource version: {since} ({table.Compacted})");
            return table.Watch(since ?? revision, revision);
        }
    }

    /// <summary>A snapshot and the watch that goes on from it, with nothing between them.</summary>
    public (ResourceSnapshot Snapshot, StoreWatch Watch) SnapshotAndWatch(GroupResource resource)
    {
        lock (gate)
        {
            var table = Table(resource);
            return (table.Snapshot(revision), table.Watch(revision, revision));
        }
    }

    /// <summary>Forgets the history up to a revision, as etcd's compaction does.</summary>
    public void Compact(long upTo)
    {
        lock (gate)
            foreach (var table in tables.Values) table.Compact(upTo);
    }

    public void Dispose()
    {
        lock (gate)
            foreach (var table in tables.Values) table.Close();
    }

    private ResourceTable Table(GroupResource resource)
    {
        if (tables.TryGetValue(resource, out var table)) return table;
        return tables[resource] = new ResourceTable(gate, historyLength);
    }

    private static KubeObject Stamp(KubeObject item, long revision) =>
        item.SetIn(revision.ToString(CultureInfo.InvariantCulture), "metadata", "resourceVersion");

    private static KubeObject WithVersionOf(KubeObject item, KubeObject current) =>
        item.ResourceVersion == current.ResourceVersion ? item : item.SetIn(current.ResourceVersion, "metadata", "resourceVersion");
}
