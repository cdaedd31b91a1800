using HandsOn.Cluster.Api.Storage;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Server.Http.Lists;

/// <summary>
/// Keeps the snapshots of paged lists for as long as a real cluster's etcd keeps old revisions, so that all pages of a list show
/// the same moment. A snapshot shares its objects with the store and costs little.
/// </summary>
internal sealed class SnapshotKeeper(TimeProvider time)
{
    private const int MostSnapshots = 256;

    /// <summary>The compaction interval of a real API server (--etcd-compaction-interval).</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private readonly Lock gate = new();
    private readonly LinkedList<(GroupResource Resource, ResourceSnapshot Snapshot, DateTimeOffset Until)> kept = [];

    public void Keep(GroupResource resource, ResourceSnapshot snapshot)
    {
        lock (gate)
        {
            Forget();
            if (Search(resource, snapshot.Revision) is not null) return;
            kept.AddLast((resource, snapshot, time.GetUtcNow() + Lifetime));
        }
    }

    /// <summary>The snapshot of that revision, or null where it is no longer kept.</summary>
    public ResourceSnapshot? Find(GroupResource resource, long revision)
    {
        lock (gate)
        {
            Forget();
            return Search(resource, revision);
        }
    }

    private ResourceSnapshot? Search(GroupResource resource, long revision)
    {
        foreach (var entry in kept)
            if (entry.Resource == resource && entry.Snapshot.Revision == revision) return entry.Snapshot;
        return null;
    }

    private void Forget()
    {
        var now = time.GetUtcNow();
        while (kept.First is { } oldest && (oldest.Value.Until <= now || kept.Count > MostSnapshots)) kept.RemoveFirst();
    }
}
