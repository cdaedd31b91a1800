using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Client;

/// <summary>One informer a resource, shared by all controllers of one process (the controller manager, the scheduler, a kubelet).</summary>
internal sealed class InformerSet(ApiClient client) : IAsyncDisposable
{
    private readonly Dictionary<GroupResource, Informer> informers = [];
    private readonly Lock gate = new();

    public Informer For(GroupResource resource)
    {
        lock (gate)
        {
            if (!informers.TryGetValue(resource, out var informer)) informers[resource] = informer = new Informer(client, resource);
            return informer;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var informer in informers.Values) await informer.DisposeAsync().ConfigureAwait(false);
    }
}
