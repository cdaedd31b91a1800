using HandsOn.Workloads.Containers;

namespace HandsOn.Cluster.Tests.Kubelet;

/// <summary>A registry in which every image is there but those of <c>nope.invalid</c>; what a container does is decided by its command.</summary>
internal sealed class TestImages : IImageCatalog
{
    /// <summary>Commands by name; <c>pause</c> runs until it is stopped.</summary>
    public Dictionary<string, Func<IContainerContext, CancellationToken, Task<int>>> Commands { get; } = new()
    {
        ["pause"] = async (container, stopping) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, container.Time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return 0;
        },
        ["exit"] = (container, _) => Task.FromResult(int.Parse(container.Arguments[1])),
        ["ignore"] = async (container, _) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, container.Time);
            return 0;
        },
    };

    public ImagePull Pull(string image) => image.StartsWith("nope.invalid", StringComparison.Ordinal)
        ? new(null, $"failed to resolve image \"{image}\": no such host")
        : new(new ContainerImage { Program = () => new Program(Commands), Exec = () => new Program(Commands), Command = ["pause"], Size = 12345 });

    private sealed class Program(Dictionary<string, Func<IContainerContext, CancellationToken, Task<int>>> commands) : IContainerProgram
    {
        public Task<int> RunAsync(IContainerContext container, CancellationToken stopping) =>
            commands.TryGetValue(container.Arguments[0], out var command)
                ? command(container, stopping)
                : throw new ExecutableNotFoundException(container.Arguments[0]);
    }
}
