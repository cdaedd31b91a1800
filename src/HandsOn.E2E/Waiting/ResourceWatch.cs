using System.Collections.Immutable;
using HandsOn.E2E.Api;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.E2E.Waiting;

/// <summary>
/// Keeps a resource's objects by one LIST and a WATCH from there on. A stream that the server ends is taken up again where it
/// ended; where that moment is too old (410), by another LIST, whose differences are told as changes.
/// </summary>
internal sealed class ResourceWatch : IAsyncDisposable
{
    // A stream that is cut again and again before it has told anything will go on like that.
    private const int MostCuts = 10;

    private readonly IApiClient api;
    private readonly ApiResource resource;
    private readonly Action<WatchEvent> changed;
    private readonly Action<Exception> failed;
    private readonly CancellationTokenSource stop = new();
    private string resourceVersion = "";
    private Task loop = Task.CompletedTask;

    private ResourceWatch(IApiClient api, ApiResource resource, Action<WatchEvent> changed, Action<Exception> failed)
    {
        this.api = api;
        this.resource = resource;
        this.changed = changed;
        this.failed = failed;
    }

    /// <summary>The objects as they are known now.</summary>
    public ImmutableDictionary<ObjectKey, KubeObject> Current { get; private set; } = ImmutableDictionary<ObjectKey, KubeObject>.Empty;

    /// <summary>Starts; at return the first LIST is in <see cref="Current"/>.</summary>
    /// <param name="api">The cluster.</param>
    /// <param name="resource">What to watch, in all namespaces.</param>
    /// <param name="changed">Told of every change, one at a time, the objects of the first LIST included (as <c>ADDED</c>).</param>
    /// <param name="failed">Told once, when the server cannot be watched any more.</param>
    /// <param name="cancellation">Ends the start only.</param>
    public static async Task<ResourceWatch> StartAsync(
        IApiClient api, ApiResource resource, Action<WatchEvent> changed, Action<Exception> failed, CancellationToken cancellation)
    {
        var watch = new ResourceWatch(api, resource, changed, failed);
        await watch.ListAsync(cancellation);
        watch.loop = watch.FollowAsync();
        return watch;
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await loop;
        stop.Dispose();
    }

    private async Task FollowAsync()
    {
        var cuts = 0;
        try
        {
            while (true)
            {
                try
                {
                    await foreach (var change in api.WatchAsync(resource, null, resourceVersion, stop.Token))
                    {
                        Take(change);
                        cuts = 0;
                    }
                }
                catch (StatusException old) when (old.Code == 410)
                {
                    await ListAsync(stop.Token);
                }
                catch (IOException) when (!stop.IsCancellationRequested && cuts++ < MostCuts)
                {
                    // Something on the way has cut the stream. Whether the server is still there the next request tells.
                }
            }
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            // The watch was told to end.
        }
        catch (Exception error)
        {
            failed(error);
        }
    }

    private async Task ListAsync(CancellationToken cancellation)
    {
        var list = await api.ListAsync(resource, cancellation: cancellation);
        var before = Current;
        var now = list.Items.ToImmutableDictionary(o => o.Key);
        Current = now;
        resourceVersion = list.ResourceVersion;
        foreach (var gone in before.Values.Where(o => !now.ContainsKey(o.Key))) changed(new("DELETED", gone));
        foreach (var item in list.Items)
            if (!before.TryGetValue(item.Key, out var old)) changed(new("ADDED", item));
            else if (old.ResourceVersion != item.ResourceVersion) changed(new("MODIFIED", item));
    }

    private void Take(WatchEvent change)
    {
        resourceVersion = change.Object.ResourceVersion;
        if (change.Type == "BOOKMARK") return;
        Current = change.Type == "DELETED" ? Current.Remove(change.Object.Key) : Current.SetItem(change.Object.Key, change.Object);
        changed(change);
    }
}
