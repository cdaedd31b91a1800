using System.Threading.Channels;
using HandsOn.Cluster.Client;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Controllers;

/// <summary>
/// A level-triggered controller: watches put keys into its queue, <see cref="ReconcileAsync"/> looks at what is now and does
/// the next step. It keeps nothing that cannot be found out again, so it can be stopped and started anew at any time.
/// </summary>
internal abstract class Controller(ControllerContext context) : IAsyncDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private readonly Dictionary<GroupResource, long> written = [];
    private Task worker = Task.CompletedTask;

    protected ControllerContext Context { get; } = context;

    protected ApiClient Client => Context.Client;

    protected WorkQueue Queue { get; } = new(context.Time);

    /// <summary>Begins to watch and to work.</summary>
    public void Start()
    {
        Watch();
        worker = Task.Run(WorkAsync);
    }

    public virtual async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync().ConfigureAwait(false);
        Queue.Dispose();
        await worker.ConfigureAwait(false);
        stopping.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Registers the handlers that put keys into the queue.</summary>
    protected abstract void Watch();

    /// <summary>Brings the world one step closer to what the object under the key asks for. Thrown errors mean "again, later".</summary>
    protected abstract ValueTask ReconcileAsync(ObjectKey key, CancellationToken cancellation);

    /// <summary>Notes a write of the controller's own: the next reconcile waits until the informer has seen it.</summary>
    protected KubeObject Wrote(GroupResource resource, KubeObject item)
    {
        lock (written) written[resource] = Math.Max(written.GetValueOrDefault(resource), item.Revision);
        return item;
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
            Failed(key, refused);
        }
    }

    /// <summary>A refused write: by default the key is tried again after a growing delay.</summary>
    protected virtual void Failed(ObjectKey key, StatusException refused) => Queue.AddRateLimited(key);

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
            await Context.Informers.For(resource).CaughtUpAsync(revision).ConfigureAwait(false);
    }
}
