using System.Diagnostics;
using HandsOn.Cluster.Hosting;

namespace HandsOn.Benchmarks;

/// <summary>What the process takes with 10,000 running pods.</summary>
internal static class MemoryBenchmark
{
    /// <summary>Enough for 10,000 pods at 110 a node.</summary>
    public const int Nodes = 96;

    public const int Thousands = 10;

    private const double Mebibyte = 1 << 20;

    public static async Task RunAsync()
    {
        await using var cluster = await EmbeddedCluster.StartAsync(new EmbeddedClusterOptions { Nodes = Nodes }).ConfigureAwait(false);
        using var client = new HttpsClient(cluster);
        var measurement = new Measurement();
        await Workload.FillAsync(client, Thousands).ConfigureAwait(false);
        Figure.Print($"{Thousands * 1000} pods ready one Deployment after the other", "ms", measurement.Milliseconds, "none");
        var managed = GC.GetTotalMemory(forceFullCollection: true) / Mebibyte;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        using var process = Process.GetCurrentProcess();
        Figure.Print($"memory with {Thousands * 1000} pods, managed", "MiB", managed, "<= 250 MiB");
        Figure.Print($"memory with {Thousands * 1000} pods, resident", "MiB", process.WorkingSet64 / Mebibyte, "<= 250 MiB");
    }
}
