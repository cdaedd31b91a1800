using HandsOn.Cluster.Hosting;

namespace HandsOn.Benchmarks;

/// <summary>LIST of 10,000 running pods over HTTPS.</summary>
internal static class ListBenchmark
{
    private const int Runs = 10;
    private const double Megabyte = 1e6;

    public static async Task RunAsync()
    {
        await using var cluster = await EmbeddedCluster.StartAsync(new EmbeddedClusterOptions { Nodes = MemoryBenchmark.Nodes }).ConfigureAwait(false);
        using var client = new HttpsClient(cluster);
        await Workload.FillAsync(client, MemoryBenchmark.Thousands).ConfigureAwait(false);
        var times = new List<double>();
        var size = 0;
        for (var run = 0; run < Runs; run++)
        {
            var measurement = new Measurement();
            size = (await client.GetAsync("/api/v1/pods").ConfigureAwait(false)).Length;
            times.Add(measurement.Milliseconds);
        }
        Figure.Print($"LIST of {MemoryBenchmark.Thousands * 1000} pods, {size / Megabyte:0.0} MB, {Runs} runs", "ms", times, "<= 280 ms, a fifth of the real server's");
        Figure.Print("LIST, throughput of the best", "MB/s", size / Megabyte / times.Min() * 1000, ">= 310 MB/s");
    }
}
