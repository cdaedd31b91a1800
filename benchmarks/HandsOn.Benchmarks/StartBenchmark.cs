using HandsOn.Cluster.Hosting;

namespace HandsOn.Benchmarks;

/// <summary>From nothing to a cluster that can be used: first in a new process, then in one that has started some.</summary>
internal static class StartBenchmark
{
    private const int Runs = 20;

    public static async Task RunAsync()
    {
        var cold = await StartAsync().ConfigureAwait(false);
        Figure.Print("start to ready, cold", "ms", cold.Wall, "none");
        Figure.Print("start to ready, cold, processor time", "ms", cold.Processor, "none");
        var warm = new List<(double Wall, double Processor)>();
        for (var run = 0; run < Runs; run++) warm.Add(await StartAsync().ConfigureAwait(false));
        Figure.Print($"start to ready, warm, {Runs} runs", "ms", warm.Select(w => w.Wall), "<= 150 ms");
        Figure.Print("start to ready, warm, processor time", "ms", warm.Select(w => w.Processor), "none");
    }

    private static async Task<(double Wall, double Processor)> StartAsync()
    {
        var measurement = new Measurement();
        await using var cluster = await EmbeddedCluster.StartAsync(new EmbeddedClusterOptions()).ConfigureAwait(false);
        return (measurement.Milliseconds, measurement.ProcessorMilliseconds);
    }
}
