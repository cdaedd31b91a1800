using HandsOn.Workloads.Containers;

namespace HandsOn.Workloads.Opaque;

/// <summary>An image that nobody knows: the container runs, says that it is simulated, listens nowhere and ends when asked to.</summary>
internal sealed class OpaqueProgram : IContainerProgram
{
    public static readonly ContainerImage Image = new() { Program = static () => new OpaqueProgram(), IsVerified = false };

    public async Task<int> RunAsync(IContainerContext container, CancellationToken stopping)
    {
        await container.Output.WriteLineAsync(
            $"[simulated] no program is known for the image \"{container.Image}\": the container runs without doing anything").ConfigureAwait(false);
        await Until.StoppedAsync(stopping).ConfigureAwait(false);
        return 0;
    }
}
