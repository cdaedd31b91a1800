using HandsOn.Cluster.Hosting;

namespace HandsOn.Benchmarks;

/// <summary>One event to 100 watchers over HTTPS, until the last of them has read it.</summary>
internal static class WatchBenchmark
{
    private const int Runs = 50;
    private const int Watchers = 100;
    private const string Path = "/api/v1/namespaces/default/configmaps";

    public static async Task RunAsync()
    {
        await using var cluster = await EmbeddedCluster.StartAsync(new EmbeddedClusterOptions()).ConfigureAwait(false);
        using var client = new HttpsClient(cluster);
        await client.PostAsync(Path, """{"metadata":{"name":"watched"}}""").ConfigureAwait(false);
        var readers = new List<StreamReader>();
        for (var i = 0; i < Watchers; i++)
        {
            readers.Add(new StreamReader(await client.OpenAsync($"{Path}?watch=true&fieldSelector=metadata.name%3Dwatched").ConfigureAwait(false)));
            await readers[i].ReadLineAsync().ConfigureAwait(false);
        }
        var times = new List<double>();
        for (var run = 0; run < Runs; run++)
        {
            var measurement = new Measurement();
            var all = Task.WhenAll(readers.Select(r => r.ReadLineAsync()));
            await client.PatchAsync($"{Path}/watched", $$$"""{"data":{"run":"{{{run}}}"}}""").ConfigureAwait(false);
            await all.ConfigureAwait(false);
            times.Add(measurement.Milliseconds);
        }
        foreach (var reader in readers) reader.Dispose();
        Figure.Print($"an event to {Watchers} watchers, write included, {Runs} runs", "ms", times, "a fifth of the real server's");
    }
}
