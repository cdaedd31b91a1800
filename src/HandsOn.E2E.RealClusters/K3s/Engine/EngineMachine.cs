using HandsOn.E2E.RealClusters.K3s.Starting;
using HandsOn.Kubernetes.Json;

namespace HandsOn.E2E.RealClusters.K3s.Engine;

/// <summary>The machine on which the engine's containers run.</summary>
/// <param name="Platform">What images it runs: <c>linux/amd64</c>.</param>
/// <param name="Cgroup1">Whether it has cgroup v1.</param>
/// <param name="Capacity">How many clusters it bears.</param>
internal sealed record EngineMachine(string Platform, bool Cgroup1, Capacity Capacity)
{
    /// <summary>Reads what the engine says of it.</summary>
    /// <param name="info">The answer to <c>GET /info</c>.</param>
    /// <param name="meminfo">This machine's <c>/proc/meminfo</c>, where the engine runs on it; of another only the whole memory is known.</param>
    /// <exception cref="EngineException">It does not run Linux containers.</exception>
    public static EngineMachine Read(JsonMap info, string? meminfo)
    {
        if (info.String("OSType") is { } os and not "linux") throw new EngineException($"the Docker engine runs {os} containers; k3s needs Linux ones");
        var memory = (meminfo is null ? null : Capacity.Available(meminfo)) ?? (info.Long("MemTotal") ?? 0) / 2;
        return new($"linux/{Architecture(info.String("Architecture") ?? "")}", info.String("CgroupVersion") == "1", Capacity.Of(memory, (int)(info.Long("NCPU") ?? 1)));
    }

    // The engine answers with the kernel's names, images have Go's.
    private static string Architecture(string kernel) => kernel switch
    {
        "x86_64" => "amd64",
        "aarch64" => "arm64",
        "armv7l" => "arm",
        _ => kernel,
    };
}
