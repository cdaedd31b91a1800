using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Server.Streams;

/// <summary>What the API server asks of a pod's kubelet for <c>logs</c>, <c>exec</c>, <c>attach</c> and <c>port-forward</c>.</summary>
internal interface IKubeletApi
{
    /// <summary>Writes a container's log to the stream; with <see cref="LogOptions.Follow"/> until the container ends.</summary>
    /// <exception cref="StatusException">400: the container has not started, or there is no previous one.</exception>
    Task WriteLogsAsync(KubeObject pod, string container, LogOptions options, Stream target, CancellationToken cancellation);

    /// <summary>Runs a command in a container.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="StatusException">The container does not run, or the command does not exist.</exception>
    Task<int> ExecAsync(KubeObject pod, string container, IReadOnlyList<string> command, ExecStreams streams, CancellationToken cancellation);

    /// <summary>Shows the output of a container's own process from now on, until it ends, and gives it the client's input.</summary>
    /// <exception cref="StatusException">The container does not run.</exception>
    Task AttachAsync(KubeObject pod, string container, ExecStreams streams, CancellationToken cancellation);

    /// <summary>Opens a connection to a port of the pod, from inside its network namespace.</summary>
    /// <exception cref="IOException">Connection refused.</exception>
    ValueTask<Stream> ConnectAsync(KubeObject pod, int port, CancellationToken cancellation);
}

/// <summary>Finds the kubelet of a node.</summary>
internal interface IKubelets
{
    /// <summary>The kubelet of that node, or null where there is none.</summary>
    IKubeletApi? For(string nodeName);
}

/// <summary>The query of <c>pods/log</c>.</summary>
internal sealed record LogOptions
{
    public bool Follow { get; init; }

    public bool Previous { get; init; }

    public bool Timestamps { get; init; }

    public long? TailLines { get; init; }

    public long? LimitBytes { get; init; }

    public DateTimeOffset? Since { get; init; }
}

/// <summary>The streams of an exec session; null for those that the client did not ask for.</summary>
internal sealed record ExecStreams(Stream? Input, Stream? Output, Stream? Error, bool Tty);
