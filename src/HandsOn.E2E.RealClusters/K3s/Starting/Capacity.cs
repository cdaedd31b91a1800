namespace HandsOn.E2E.RealClusters.K3s.Starting;

/// <summary>How many clusters a machine bears.</summary>
/// <param name="MostAtOnce">At the same time.</param>
/// <param name="StartsAhead">Of these, before a scenario asks for them.</param>
internal sealed record Capacity(int MostAtOnce, int StartsAhead)
{
    private const long Cluster = 700L << 20;
    private const long Spared = 1L << 30;

    /// <summary>As many as fit into the memory; a core bears one that starts or runs, and one more waits for its scenario.</summary>
    /// <param name="memory">Bytes that are free, or could be.</param>
    /// <param name="cores">Its processors.</param>
    public static Capacity Of(long memory, int cores)
    {
        var most = (int)Math.Clamp((memory - Spared) / Cluster, 1, cores + 1);
        return new(most, Math.Min(2, most - 1));
    }

    /// <summary>The memory that Linux says is available (<c>/proc/meminfo</c>); <see langword="null"/> where it does not.</summary>
    public static long? Available(string meminfo) =>
        meminfo.Split('\n').FirstOrDefault(l => l.StartsWith("MemAvailable:", StringComparison.Ordinal)) is { } line
        && long.TryParse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], out var kib) ? kib << 10 : null;
}
