using HandsOn.Cluster.Api.Resources;
using HandsOn.Cluster.Api.Storage;
using HandsOn.Cluster.Client;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Tests.Support;

internal static class ApiClientWaits
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>The first object of a resource that is as the condition says; waits for it on a watch.</summary>
    /// <exception cref="TimeoutException">There was none within 15 seconds.</exception>
    public static async Task<KubeObject> FindAsync(
        this ApiClient client, GroupResource resource, Func<KubeObject, bool> holds, Func<string> what)
    {
        using var patience = new CancellationTokenSource(Patience);
        var (snapshot, watch) = client.ListAndWatch(resource);
        using (watch)
        {
            if (snapshot.Objects().FirstOrDefault(holds) is { } found) return found;
            try
            {
                await foreach (var change in watch.Events.ReadAllAsync(patience.Token))
                    if (change.Type != StoreEventType.Deleted && holds(change.Object)) return change.Object;
            }
            catch (OperationCanceledException)
            {
                // What is missing is told below.
            }
            throw new TimeoutException(what());
        }
    }
}
