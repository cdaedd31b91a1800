namespace HandsOn.Cluster.Client;

/// <summary>Keeps the newest reports, for diagnostics and tests.</summary>
internal sealed class ClusterLog(int capacity = 1000) : IClusterLog
{
    private readonly Queue<ClusterLogEntry> entries = new();
    private readonly Lock gate = new();

    /// <summary>The reports, oldest first.</summary>
    public IReadOnlyList<ClusterLogEntry> Entries
    {
        get
        {
            lock (gate) return [.. entries];
        }
    }

    public void Write(ClusterLogEntry entry)
    {
        lock (gate)
        {
            entries.Enqueue(entry);
            if (entries.Count > capacity) entries.Dequeue();
        }
    }
}
