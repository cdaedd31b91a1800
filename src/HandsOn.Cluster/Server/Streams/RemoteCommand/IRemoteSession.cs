using HandsOn.Kubernetes.Json;

namespace HandsOn.Cluster.Server.Streams.RemoteCommand;

/// <summary>A client's connection to a command that runs in a container. Dispose it to hang up.</summary>
internal interface IRemoteSession : IAsyncDisposable
{
    /// <summary>The streams that the client asked for.</summary>
    ExecStreams Streams { get; }

    /// <summary>Cancelled when the client has gone.</summary>
    CancellationToken Closed { get; }

    /// <summary>Says how it ended, after all output.</summary>
    Task FinishAsync(JsonMap status);
}
