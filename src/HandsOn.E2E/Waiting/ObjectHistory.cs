using System.Collections.Immutable;
using HandsOn.E2E.Api;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.E2E.Waiting;

/// <summary>Everything that happened to a resource's objects from a moment on, in order: what was never too many, who came first.</summary>
public sealed class ObjectHistory : IAsyncDisposable
{
    private readonly IApiClient api;
    private readonly ApiResource resource;
    private readonly ChangeSignal signal = new();
    private ResourceWatch? watch;
    private ImmutableList<WatchEvent> events = [];

    private ObjectHistory(IApiClient api, ApiResource resource)
    {
        this.api = api;
        this.resource = resource;
    }

    /// <summary>The changes so far, in the order in which the server told them.</summary>
    public IReadOnlyList<WatchEvent> Events => Volatile.Read(ref events);

    /// <summary>Begins to record.</summary>
    public static async Task<ObjectHistory> StartAsync(IApiClient api, ApiResource resource, CancellationToken cancellation = default)
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
        var wanted = @namespace is null ? null : api.Namespaces.NamespaceOf(@namespace);
        return [.. Events.Where(e => e.Type == "ADDED").Select(e => e.Object.Key).Distinct()
            .Where(key => current.ContainsKey(key) && (wanted is null || key.Namespace == wanted)).Select(key => current[key])];
    }

    /// <summary>Marks this moment, for <see cref="Moments"/>.</summary>
    public int Mark() => Events.Count;

    /// <summary>The objects that existed after each change, from a marked moment on (that moment included), in order.</summary>
    public IEnumerable<IReadOnlyCollection<KubeObject>> Moments(int since = 0)
    {
        var existing = new Dictionary<ObjectKey, KubeObject>();
        var changes = Events;
        for (var i = 0; i < changes.Count; i++)
        {
            if (i >= since) yield return [.. existing.Values];
            if (changes[i].Type == "DELETED") existing.Remove(changes[i].Object.Key);
            else existing[changes[i].Object.Key] = changes[i].Object;
        }
        yield return [.. existing.Values];
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
