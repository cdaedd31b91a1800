using System.Collections.Concurrent;
using HandsOn.Cluster.Api.Storage;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Client;

/// <summary>
/// A live local copy of one resource with handlers that are told of every change, in order. After a write of its own a
/// controller waits with <see cref="CaughtUpAsync"/> until its copy has seen that write, so it never acts on an older
/// picture than its own deeds (the real controllers keep "expectations" for this).
/// </summary>
internal sealed class Informer : IAsyncDisposable
{
    private readonly ConcurrentDictionary<ObjectKey, KubeObject> objects = [];
    private readonly List<Action<KubeObject?, KubeObject?>> handlers = [];
    private readonly Dictionary<string, ObjectIndex> indexes = [];
    private readonly Lock gate = new();
    private readonly SortedDictionary<long, TaskCompletionSource> waiting = [];
    private readonly IClusterLog? log;
    private readonly StoreWatch watch;
    private readonly Task pump;
    private long seen;
    private bool ended;

    public Informer(ApiClient client, GroupResource resource, IClusterLog? log = null)
    {
        Resource = resource;
        this.log = log;
        (var snapshot, watch) = client.ListAndWatch(resource);
        foreach (var item in snapshot.Objects()) objects[item.Key] = item;
        seen = snapshot.Revision;
        pump = Task.Run(PumpAsync);
    }

    public GroupResource Resource { get; }

    /// <summary>What the copy holds now.</summary>
    public IEnumerable<KubeObject> Objects => objects.Values;

    public KubeObject? Find(ObjectKey key) => objects.GetValueOrDefault(key);

    public KubeObject? Find(string @namespace, string name) => Find(new ObjectKey(@namespace, name));

    /// <summary>
    /// Adds a handler (old, new): old is null for an object that appears, new for one that goes. It is first told of all that is
    /// there. Handlers run one at a time and must be short: they put keys into a queue. They may read indexes that they already
    /// hold, but must not ask an informer for a new one. Dispose the result to stop; a handler that still runs is waited for.
    /// </summary>
    public IDisposable OnChange(Action<KubeObject?, KubeObject?> handler)
    {
        lock (gate)
        {
            foreach (var item in objects.Values) Tell(handler, null, item);
            handlers.Add(handler);
        }
        return new Subscription(this, handler);
    }

    /// <summary>An index by the keys that a function gives, made at its first use and kept up to date from then on.</summary>
    public ObjectIndex Index(string name, Func<KubeObject, IEnumerable<string>> keys)
    {
        lock (gate)
        {
            if (indexes.TryGetValue(name, out var index)) return index;
            index = new ObjectIndex(keys);
            foreach (var item in objects.Values) index.Change(null, item);
            return indexes[name] = index;
        }
    }

    /// <summary>Objects by the UID of the owner that controls them.</summary>
    public ObjectIndex ByController() => Index("controller", item => item.Controller is { } owner ? [owner.Uid] : []);

    /// <summary>Objects that nobody controls, by namespace.</summary>
    public ObjectIndex Orphans() => Index("orphans", item => item.Controller is null ? [item.Namespace] : []);

    /// <summary>Objects by namespace.</summary>
    public ObjectIndex ByNamespace() => Index("namespace", item => [item.Namespace]);

    /// <summary>Completes when the copy (and every handler) has seen a write of that revision to this resource.</summary>
    public Task CaughtUpAsync(long revision)
    {
        lock (gate)
        {
            if (seen >= revision || ended) return Task.CompletedTask;
            if (!waiting.TryGetValue(revision, out var source))
                waiting[revision] = source = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return source.Task;
        }
    }

    /// <summary>Completes when the copy (and every handler) has seen every write that there has been.</summary>
    public Task SeenAllAsync() => CaughtUpAsync(watch.NewestRevision);

    public async ValueTask DisposeAsync()
    {
        watch.Dispose();
        await pump.ConfigureAwait(false);
    }

    private async Task PumpAsync()
    {
        try
        {
            await foreach (var change in watch.Events.ReadAllAsync().ConfigureAwait(false)) Apply(change);
        }
        finally
        {
            lock (gate)
            {
                ended = true;
                foreach (var source in waiting.Values) source.TrySetResult();
                waiting.Clear();
            }
        }
    }

    private void Apply(StoreEvent change)
    {
        lock (gate)
        {
            var next = change.Type == StoreEventType.Deleted ? null : change.Object;
            if (next is null) objects.TryRemove(change.Object.Key, out _);
            else objects[next.Key] = next;
            foreach (var index in indexes.Values) index.Change(change.Previous, next);
            // A deletion is told with the last content, which carries the deletion's revision.
            var old = next is null ? change.Object : change.Previous;
            foreach (var handler in handlers) Tell(handler, old, next);
            seen = change.Revision;
            while (waiting.Count > 0 && waiting.First() is var (revision, source) && revision <= seen)
            {
                waiting.Remove(revision);
                source.TrySetResult();
            }
        }
    }

    /// <summary>A handler that throws is a defect of its owner: it is reported, and the others still hear of the change.</summary>
    private void Tell(Action<KubeObject?, KubeObject?> handler, KubeObject? old, KubeObject? next)
    {
        try
        {
            handler(old, next);
        }
        catch (Exception defect) when (log is not null)
        {
            log.Error("informer", $"A handler of {Resource} failed on {next ?? old}.", defect);
        }
    }

    private sealed class Subscription(Informer informer, Action<KubeObject?, KubeObject?> handler) : IDisposable
    {
        public void Dispose()
        {
            lock (informer.gate) informer.handlers.Remove(handler);
        }
    }
}
