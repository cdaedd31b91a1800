using HandsOn.E2E.RealClusters.K3s.Engine;
using Testcontainers.K3s;

namespace HandsOn.E2E.RealClusters.K3s;

/// <summary>One container of a cluster, from its creation on.</summary>
/// <param name="engine">Where it is.</param>
/// <param name="container">The container.</param>
/// <param name="name">Its name.</param>
internal sealed class K3sNode(DockerEngine engine, K3sContainer container, string name)
{
    private readonly TaskCompletionSource exited = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public K3sContainer Container => container;

    public string Name => name;

    /// <summary>Ends when the container does, at whatever moment that is.</summary>
    public Task Exited => exited.Task;

    /// <summary>Creates and starts it. A creation that is broken off leaves a container that nobody knows of: it is broken off only when it is done.</summary>
    /// <param name="watching">Ends the watch for its exit.</param>
    /// <param name="cancellation">Ends the start.</param>
    public async Task StartAsync(CancellationToken watching, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var stop = new CancellationTokenSource();
        var created = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        container.Created += (_, _) => created.TrySetResult();
        var starting = container.StartAsync(stop.Token);
        await Task.WhenAny(created.Task, starting);
        if (!created.Task.IsCompleted) await starting;
        _ = WatchAsync(container.Id, watching);
        await using (cancellation.Register(stop.Cancel)) await starting;
        // It may have ended before anybody watched it.
        if (await engine.ContainerAsync(name, cancellation) is not { Running: true }) exited.TrySetResult();
    }

    private async Task WatchAsync(string id, CancellationToken cancellation)
    {
        try
        {
            await engine.ExitAsync(id, "next-exit", cancellation);
            exited.TrySetResult();
        }
        catch (Exception over) when (over is OperationCanceledException or EngineException)
        {
            // Nobody wants to know any more, or nobody can.
        }
    }
}
