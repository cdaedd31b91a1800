using System.Threading.Channels;
using HandsOn.Cluster.Api.Resources;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Client;

/// <summary>
/// A level-triggered controller: watches put keys into its queue, <see cref="ReconcileAsync"/> looks at what is now and does
/// the next step. It keeps nothing that cannot be found out again, so it can be stopped and started anew at any time.
/// </summary>
internal abstract class Controller(ComponentContext context) : IAsyncDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private readonly Dictionary<GroupResource, long> written = [];
    private readonly List<IDisposable> subscriptions = [];
    private Task worker = Task.CompletedTask;

    /// <summary>What reports call it.</summary>
    public virtual string Name => GetType().Name;

    protected ComponentContext Context { get; } = context;

    protected ApiClient Client => Context.Client;

    protected WorkQueue Queue { get; } = new(context.Time);

    /// <summary>Completes when every key that is ready has been worked on; keys that wait for a time do not count.</summary>
    public Task WhenIdleAsync() => Queue.WhenIdleAsync();

    /// <summary>Whether no key is ready or being worked on.</summary>
    public bool IsIdle => Queue.IsIdle;

    /// <summary>Begins to watch and to work.</summary>
    public void Start()
    {
        Watch();
        worker = Task.Run(WorkAsync);
    }

    public virtual async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync().ConfigureAwait(false);
        IDisposable[] ending;
        lock (subscriptions) ending = [.. subscriptions];
        foreach (var subscription in ending) subscription.Dispose();
        Queue.Dispose();
        await worker.ConfigureAwait(false);
        stopping.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Registers, with <see cref="OnChange"/>, the handlers that put keys into the queue.</summary>
    protected abstract void Watch();

    /// <summary>Brings the world one step closer to what the object under the key asks for. Thrown errors mean "again, later".</summary>
    protected abstract ValueTask ReconcileAsync(ObjectKey key, CancellationToken cancellation);

    /// <summary>The shared local copy of a resource.</summary>
    protected Informer Informer(GroupResource resource) => Context.Informers.For(resource);

    /// <summary>Hears of the changes of a resource (old, new) until the controller stops.</summary>
    protected void OnChange(GroupResource resource, Action<KubeObject?, KubeObject?> handler) =>
        Subscribe(Informer(resource).OnChange(handler));

    /// <summary>Calls <paramref name="joined"/> for each kind that the cluster serves, and for those that join the catalogue later.</summary>
    protected void OnKind(Action<ResourceDefinition> joined)
    {
        var known = new HashSet<GroupResource>();
        Subscribe(Client.Server.Catalogs.Follow(catalog =>
        {
            foreach (var definition in catalog.All)
                if (known.Add(definition.Names.Resource)) joined(definition);
        }));
    }

    /// <summary>Puts the key of every object of the resource that appears, changes or goes into the queue.</summary>
    protected void QueueChangesOf(GroupResource resource) => OnChange(resource, (old, next) => Queue.Add((next ?? old)!.Key));

    /// <summary>Notes a write of the controller's own: the next reconcile waits until the informer has seen it.</summary>
    protected KubeObject Wrote(GroupResource resource, KubeObject item)
    {
        lock (written) written[resource] = Math.Max(written.GetValueOrDefault(resource), item.Revision);
        return item;
    }

    /// <summary>
    /// A refused write. A conflict means that the local copy was behind: the key is tried again as soon as it is not. Any other
    /// refusal is tried again after a growing delay.
    /// </summary>
    protected virtual async ValueTask FailedAsync(ObjectKey key, StatusException refused)
    {
        if (refused.Reason == "Conflict")
        {
            await Context.Informers.SeeNewestAsync(refused, key.Namespace).ConfigureAwait(false);
            Queue.Add(key);
            return;
        }
        if (refused.Code is not (403 or 404 or 409)) Context.Log.Warning(Name, $"A write for {key} was refused and is tried again.", refused);
        Queue.AddRateLimited(key);
    }

    private void Subscribe(IDisposable subscription)
    {
        lock (subscriptions) subscriptions.Add(subscription);
    }

    private async Task WorkAsync()
    {
        while (!stopping.IsCancellationRequested)
        {
            ObjectKey key;
            try
            {
                key = await Queue.TakeAsync(stopping.Token).ConfigureAwait(false);
            }
            catch (Exception over) when (over is OperationCanceledException or ChannelClosedException)
            {
                return;
            }
            await WorkOnAsync(key).ConfigureAwait(false);
            Queue.Done(key);
        }
    }

    private async Task WorkOnAsync(ObjectKey key)
    {
        try
        {
            await SeeOwnWritesAsync().ConfigureAwait(false);
            await ReconcileAsync(key, stopping.Token).ConfigureAwait(false);
            Queue.Forget(key);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The cluster stops.
        }
        catch (StatusException refused)
        {
            await FailedAsync(key, refused).ConfigureAwait(false);
        }
        catch (Exception defect)
        {
            Context.Log.Error(Name, $"Work on {key} failed and is tried again.", defect);
            Queue.AddRateLimited(key);
        }
    }

    private async ValueTask SeeOwnWritesAsync()
    {
        KeyValuePair<GroupResource, long>[] pending;
        lock (written)
        {
            if (written.Count == 0) return;
            pending = [.. written];
            written.Clear();
        }
        foreach (var (resource, revision) in pending)
            await Informer(resource).CaughtUpAsync(revision).ConfigureAwait(false);
    }
}
