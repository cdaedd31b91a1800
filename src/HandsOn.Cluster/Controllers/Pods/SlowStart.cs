using HandsOn.Kubernetes.Errors;

namespace HandsOn.Cluster.Controllers.Pods;

/// <summary>
/// Creates many pods in batches of 1, 2, 4 ..., so that what refuses one of them is asked once and not a thousand times
/// (pkg/controller/replicaset/replica_set.go, slowStartBatch).
/// </summary>
internal static class SlowStart
{
    /// <summary>Calls an action that many times; stops after the first batch in which a call was refused.</summary>
    /// <returns>The first refusal, or null.</returns>
    public static async ValueTask<StatusException?> RunAsync(int count, Func<ValueTask> action, CancellationToken cancellation)
    {
        for (var (left, batch) = (count, Math.Min(count, 1)); batch > 0; left -= batch, batch = Math.Min(2 * batch, left))
        {
            cancellation.ThrowIfCancellationRequested();
            var refusals = await Task.WhenAll(Enumerable.Range(0, batch).Select(_ => TryAsync(action))).ConfigureAwait(false);
            if (refusals.FirstOrDefault(r => r is not null) is { } refused) return refused;
        }
        return null;
    }

    private static async Task<StatusException?> TryAsync(Func<ValueTask> action)
    {
        try
        {
            await action().ConfigureAwait(false);
            return null;
        }
        catch (StatusException refused)
        {
            return refused;
        }
    }
}
