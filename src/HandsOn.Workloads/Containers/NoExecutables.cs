namespace HandsOn.Workloads.Containers;

/// <summary>The tools of an image made from scratch: none.</summary>
internal sealed class NoExecutables : IContainerProgram
{
    public static readonly NoExecutables Instance = new();

    public Task<int> RunAsync(IContainerContext container, CancellationToken stopping) =>
        Task.FromException<int>(new ExecutableNotFoundException(container.Arguments.FirstOrDefault() ?? ""));
}
