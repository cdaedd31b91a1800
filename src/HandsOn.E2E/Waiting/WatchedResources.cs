using HandsOn.E2E.Api;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.E2E.Waiting;

/// <summary>Several resources under watch at once, with one signal for a change of any of them.</summary>
internal sealed class WatchedResources : IAsyncDisposable
{
    private readonly Dictionary<ApiResource, ResourceWatch> watches = [];
    private readonly ChangeSignal signal = new();

    private readonly IApiClient api;

    private WatchedResources(IApiClient api) => this.api = api;

    public long Changes => signal.Version;

    public static async Task<WatchedResources> StartAsync(IApiClient api, IEnumerable<ApiResource> resources, CancellationToken cancellation)
    {
        var watched = new WatchedResources(api);
        try
        {
            await watched.AddAsync(resources, cancellation);
            return watched;
        }
        catch
        {
            await watched.DisposeAsync();
            throw;
        }
    }

    /// <summary>Watches more resources; those that are watched already stay so.</summary>
    public async Task AddAsync(IEnumerable<ApiResource> resources, CancellationToken cancellation)
    {
        foreach (var resource in resources.Except(watches.Keys).ToList())
            watches[resource] = await ResourceWatch.StartAsync(api, resource, _ => signal.Raise(), signal.Fail, cancellation);
    }

    /// <summary>The objects of those of the resources that are watched.</summary>
    public IEnumerable<KubeObject> Objects(IEnumerable<ApiResource> resources) =>
        resources.Where(watches.ContainsKey).SelectMany(r => watches[r].Current.Values);

    public ClusterView View() => new(watches.ToDictionary(w => w.Key, w => w.Value.Current), api.Namespaces);

    public Task ChangedAsync(long seen, CancellationToken cancellation) => signal.AfterAsync(seen, cancellation);

    public async ValueTask DisposeAsync()
    {
        foreach (var watch in watches.Values) await watch.DisposeAsync();
    }
}
