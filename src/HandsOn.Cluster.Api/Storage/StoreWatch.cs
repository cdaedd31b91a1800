using System.Threading.Channels;

namespace HandsOn.Cluster.Api.Storage;

/// <summary>The writes to one resource, in order, from one revision on. Dispose it to stop.</summary>
internal sealed class StoreWatch : IDisposable
{
    private readonly Channel<StoreEvent> channel = Channel.CreateUnbounded<StoreEvent>(new() { SingleReader = true });
    private readonly ResourceTable table;
    private long newest;

    internal StoreWatch(ResourceTable table, long startRevision)
    {
        this.table = table;
        StartRevision = startRevision;
    }

    /// <summary>The store's revision when the watch began.</summary>
    public long StartRevision { get; }

    /// <summary>The revision of the newest event so far, be it read or not.</summary>
    public long NewestRevision => Volatile.Read(ref newest);

    /// <summary>The events; completes when the store closes.</summary>
    public ChannelReader<StoreEvent> Events => channel.Reader;

    public void Dispose()
    {
        table.Remove(this);
        Complete();
    }

    internal void Publish(StoreEvent change)
    {
        channel.Writer.TryWrite(change);
        Volatile.Write(ref newest, change.Revision);
    }

    internal void Complete() => channel.Writer.TryComplete();
}
