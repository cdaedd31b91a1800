using HandsOn.E2E.Api;

namespace HandsOn.E2E.Waiting;

/// <summary>Several resources under watch at once, with one signal for a change of any of them.</summary>
internal sealed class WatchedResources : IAsyncDisposable
{
    private readonly Dictionary<ApiResource, ResourceWatch> watches = [];
    private readonly ChangeSignal signal = new();

    private readonly ApiClient api;

    private WatchedResources(ApiClient api) => this.api = api;

    public long Changes => signal.Version;

    public static async Task<WatchedResources> StartAsync(ApiClient api, IEnumerable<ApiResource> resources, CancellationToken cancellation)
    {
        var watched = new WatchedResources(api);
        try
        {
            foreach (var resource in resources.Distinct())
                watched.watches[resource] = await ResourceWatch.StartAsync(api, resource, _ => watched.signal.Raise(), watched.signal.Fail, cancellation);
            return watched;
        }
        catch
        {
            await watched.DisposeAsync();
            throw;
        }
    }

    public ClusterView View() => new(watches.ToDictionary(w => w.Key, w => w.Value.Current), api.Scope);

    public Task ChangedAsync(long seen, CancellationToken cancellation) => signal.AfterAsync(seen, cancellation);

    public async ValueTask DisposeAsync()
    {
        foreach (var watch in watches.Values) await watch.DisposeAsync();
    }
}
