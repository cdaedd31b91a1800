namespace HandsOn.Workloads.Containers;

/// <summary>Waits that end without an exception.</summary>
internal static class Until
{
    /// <summary>Completes when the container is asked to stop.</summary>
    public static async Task StoppedAsync(CancellationToken stopping)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (stopping.UnsafeRegister(static source => ((TaskCompletionSource)source!).TrySetResult(), stopped).ConfigureAwait(false))
            await stopped.Task.ConfigureAwait(false);
    }

    /// <summary>Waits on a clock; false where the container was asked to stop before.</summary>
    public static async Task<bool> ElapsedAsync(TimeProvider time, TimeSpan delay, CancellationToken stopping)
    {
        try
        {
            await Task.Delay(delay, time, stopping).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
