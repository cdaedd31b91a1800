using HandsOn.E2E.RealClusters.K3s.Engine;

namespace HandsOn.E2E.RealClusters.K3s.Inside;

/// <summary>A container that runs.</summary>
internal interface IContainer
{
    /// <summary>Runs a command in it to its end; no shell reads the arguments.</summary>
    Task<ExecResult> RunAsync(IReadOnlyList<string> command, IReadOnlyDictionary<string, string>? environment, string? folder, CancellationToken cancellation);

    /// <summary>Unpacks a tar archive in one of its folders.</summary>
    Task PutAsync(string folder, Stream tar, CancellationToken cancellation);
}

/// <summary>A container of the Docker engine.</summary>
internal sealed class EngineContainer(DockerEngine engine, string id) : IContainer
{
    public Task<ExecResult> RunAsync(IReadOnlyList<string> command, IReadOnlyDictionary<string, string>? environment, string? folder, CancellationToken cancellation) =>
        engine.ExecAsync(id, command, environment, folder, cancellation);

    public Task PutAsync(string folder, Stream tar, CancellationToken cancellation) => engine.PutAsync(id, folder, tar, cancellation);
}
