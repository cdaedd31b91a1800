using HandsOn.Workloads.Containers;

namespace HandsOn.Workloads.Pause;

/// <summary>Does nothing until it is asked to stop (build/pause/linux/pause.c).</summary>
internal sealed class PauseProgram : IContainerProgram
{
    public async Task<int> RunAsync(IContainerContext container, CancellationToken stopping)
    {
        await Until.StoppedAsync(stopping).ConfigureAwait(false);
        await container.Output.WriteLineAsync("Shutting down, got signal: Terminated").ConfigureAwait(false);
        return 0;
    }
}
