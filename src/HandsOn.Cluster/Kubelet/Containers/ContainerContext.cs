using HandsOn.Workloads.Containers;
using HandsOn.Workloads.Network;

namespace HandsOn.Cluster.Kubelet;

/// <summary>What a container's process is given.</summary>
internal sealed record ContainerContext : IContainerContext
{
    public required string Image { get; init; }

    public required string PodNamespace { get; init; }

    public required string PodName { get; init; }

    public required string ContainerName { get; init; }

    public required IReadOnlyList<string> Arguments { get; init; }

    public required string WorkingDirectory { get; init; }

    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    public required IContainerFiles Files { get; init; }

    public required TextWriter Output { get; init; }

    public required TextWriter Error { get; init; }

    public TextReader Input { get; init; } = TextReader.Null;

    public required IPodNetwork Network { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>Sends SIGTERM to the container's first process.</summary>
    public required Action Signal { get; init; }

    public void Kill() => Signal();

    /// <summary>The process has ended: an unfinished line is a line.</summary>
    public void Finish()
    {
        (Output as LogWriter)?.Finish();
        (Error as LogWriter)?.Finish();
    }
}
