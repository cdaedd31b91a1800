using System.Collections.Immutable;
using HandsOn.E2E.Api;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.E2E.Waiting;

/// <summary>Everything that happened to a resource's objects from a moment on, in order: what was never too many, who came first.</summary>
public sealed class ObjectHistory : IAsyncDisposable
{
    private readonly ApiClient api;
    private readonly ApiResource resource;
    private readonly ChangeSignal signal = new();
    private ResourceWatch? watch;
    private ImmutableList<WatchEvent> events = [];

    private ObjectHistory(ApiClient api, ApiResource resource)
    {
        this.api = api;
        this.resource = resource;
    }

    /// <summary>The changes so far, in the order in which the server told them.</summary>
    public IReadOnlyList<WatchEvent> Events => Volatile.Read(ref events);

    /// <summary>Begins to record.</summary>
    public static async Task<ObjectHistory> StartAsync(ApiClient api, ApiResource resource, CancellationToken cancellation = default)
    {
        var history = new ObjectHistory(api, resource);
        history.watch = await ResourceWatch.StartAsync(api, resource, history.Record, history.signal.Fail, cancellation);
        return history;
    }

    /// <summary>Waits until everything is recorded that happened before this call.</summary>
    public async Task CatchUpAsync(CancellationToken cancellation = default)
    {
        var now = await api.ListAsync(resource, cancellation: cancellation);
        var listed = now.Items.ToDictionary(o => o.Key);
        var moment = long.TryParse(now.ResourceVersion, out var revision) ? revision : 0;
        while (true)
        {
            var seen = signal.Version;
            var known = watch!.Current;
            var hasAll = listed.Values.All(o => known.TryGetValue(o.Key, out var k) ? k.Revision >= o.Revision : WasDeletedAfter(o));
            if (hasAll && known.Values.All(k => listed.ContainsKey(k.Key) || k.Revision > moment)) return;
            await signal.AfterAsync(seen, cancellation);
        }
    }

    /// <summary>The objects that exist now, in the order in which they appeared.</summary>
    public IReadOnlyList<KubeObject> InOrderOfAppearance(string? @namespace = null)
    {
        var current = watch!.Current;
        return [.. Events.Where(e => e.Type == "ADDED").Select(e => e.Object.Key).Distinct()
            .Where(key => current.ContainsKey(key) && (@namespace is null || key.Namespace == @namespace)).Select(key => current[key])];
    }

    /// <summary>How many objects at most fitted at the same time, counted after every change.</summary>
    public int MostAtOnce(Func<KubeObject, bool> fits) => CountsOverTime(fits).DefaultIfEmpty(0).Max();

    /// <summary>How many objects fitted after each change, in order.</summary>
    public IEnumerable<int> CountsOverTime(Func<KubeObject, bool> fits)
    {
        var fitting = new HashSet<ObjectKey>();
        foreach (var change in Events)
        {
            if (change.Type != "DELETED" && fits(change.Object)) fitting.Add(change.Object.Key);
            else fitting.Remove(change.Object.Key);
            yield return fitting.Count;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (watch is not null) await watch.DisposeAsync();
    }

    private void Record(WatchEvent change)
    {
        Volatile.Write(ref events, events.Add(change));
        signal.Raise();
    }

    private bool WasDeletedAfter(KubeObject listed) => Events.Any(e => e.Type == "DELETED" && e.Object.Uid == listed.Uid);
}
