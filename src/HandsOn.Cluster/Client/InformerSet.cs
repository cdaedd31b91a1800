using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Client;

/// <summary>One informer a resource, shared by all controllers of one process (the controller manager, the scheduler, a kubelet).</summary>
internal sealed class InformerSet(ApiClient client, IClusterLog? log = null) : IAsyncDisposable
{
    private readonly Dictionary<GroupResource, Informer> informers = [];
    private readonly Lock gate = new();

    public Informer For(GroupResource resource)
    {
        lock (gate)
        {
            if (!informers.TryGetValue(resource, out var informer)) informers[resource] = informer = new Informer(client, resource, log);
            return informer;
        }
    }

    /// <summary>Whether the cluster serves the resource, so that there can be an informer of it.</summary>
    public bool Serves(GroupResource resource) => client.Server.Catalog.All.Any(d => d.Names.Resource == resource);

    /// <summary>
    /// After a write was refused because somebody else had written before: completes when the local copy has seen what is stored
    /// now, so that the next attempt builds on it.
    /// </summary>
    public Task SeeNewestAsync(StatusException conflict, string @namespace)
    {
        var resource = new GroupResource(conflict.Details?.String("group") ?? "", conflict.Details?.String("kind") ?? "");
        var name = conflict.Details?.String("name") ?? "";
        Informer? informer;
        lock (gate) informers.TryGetValue(resource, out informer);
        if (informer is null) return Task.CompletedTask;
        var stored = client.Server.Store.Find(resource, new(@namespace, name)) ?? client.Server.Store.Find(resource, new("", name));
        return stored is null ? Task.CompletedTask : informer.CaughtUpAsync(stored.Revision);
    }

    /// <summary>Completes when every local copy has seen every write that there has been.</summary>
    public async Task SeenAllAsync()
    {
        foreach (var informer in All()) await informer.SeenAllAsync().ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var informer in All()) await informer.DisposeAsync().ConfigureAwait(false);
    }

    private Informer[] All()
    {
        lock (gate) return [.. informers.Values];
    }
}
