using HandsOn.Cluster.Hosting;

namespace HandsOn.Benchmarks;

/// <summary>A Deployment from 0 to 1,000 ready pods on 12 nodes.</summary>
internal static class ScaleBenchmark
{
    private const int Runs = 5;
    private const int Replicas = 1000;

    public static async Task RunAsync()
    {
        var runs = new List<(double Wall, double Processor)>();
        for (var run = 0; run < Runs; run++) runs.Add(await ScaleAsync().ConfigureAwait(false));
        Figure.Print($"Deployment 0 -> {Replicas} pods ready, {Runs} runs", "ms", runs.Select(r => r.Wall), "<= 1000 ms");
        Figure.Print($"Deployment 0 -> {Replicas}, processor time", "ms", runs.Select(r => r.Processor), "none");
    }

    private static async Task<(double Wall, double Processor)> ScaleAsync()
    {
        await using var cluster = await EmbeddedCluster.StartAsync(new EmbeddedClusterOptions { Nodes = 12 }).ConfigureAwait(false);
        using var client = new HttpsClient(cluster);
        await Workload.CreateAsync(client, "many", 0).ConfigureAwait(false);
        var measurement = new Measurement();
        await Workload.ScaleAsync(client, "many", Replicas).ConfigureAwait(false);
        await Workload.ReadyAsync(client, "many", Replicas).ConfigureAwait(false);
        return (measurement.Milliseconds, measurement.ProcessorMilliseconds);
    }
}
