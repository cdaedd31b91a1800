namespace HandsOn.E2E.Cli.Commands;

/// <summary>Waits for the end of what only Ctrl-C ends.</summary>
internal static class Stopped
{
    public static async Task WaitAsync(CancellationToken cancellation)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (cancellation.Register(stopped.SetResult).ConfigureAwait(false)) await stopped.Task.ConfigureAwait(false);
    }
}
