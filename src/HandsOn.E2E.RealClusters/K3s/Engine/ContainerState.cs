using HandsOn.Kubernetes.Json;

namespace HandsOn.E2E.RealClusters.K3s.Engine;

/// <summary>A container, as the engine knows it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Running">Whether it runs.</param>
/// <param name="ExitCode">With what it ended.</param>
/// <param name="OutOfMemory">Whether the kernel ended it for its memory.</param>
/// <param name="Address">Its address in the engine's network; empty where it has none.</param>
/// <param name="Labels">Its labels.</param>
internal sealed record ContainerState(string Id, bool Running, long ExitCode, bool OutOfMemory, string Address, IReadOnlyDictionary<string, string> Labels)
{
    /// <summary>Reads the answer to an inspection.</summary>
    public static ContainerState Read(JsonMap inspected) => new(
        inspected.String("Id") ?? "", inspected.Bool("State", "Running") ?? false, inspected.Long("State", "ExitCode") ?? 0, inspected.Bool("State", "OOMKilled") ?? false,
        inspected.Map("NetworkSettings", "Networks").Select(n => (n.Value as JsonMap)?.String("IPAddress")).FirstOrDefault(a => a is { Length: > 0 }) ?? "",
        inspected.Map("Config", "Labels").Strings().ToDictionary());
}

/// <summary>What a command inside a container gave.</summary>
/// <param name="ExitCode">With what it ended.</param>
/// <param name="Output">What it wrote to standard output.</param>
/// <param name="Error">What it wrote to standard error.</param>
internal sealed record ExecResult(int ExitCode, string Output, string Error);
