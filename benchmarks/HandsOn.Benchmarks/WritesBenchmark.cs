using System.Collections.Concurrent;
using HandsOn.Cluster.Hosting;

namespace HandsOn.Benchmarks;

/// <summary>Creates of ConfigMaps over HTTPS from 8 connections at once.</summary>
internal static class WritesBenchmark
{
    private const int Connections = 8;
    private const int Writes = 20_000;
    private const int Warmup = 4_000;

    public static async Task RunAsync()
    {
        await using var cluster = await EmbeddedCluster.StartAsync(new EmbeddedClusterOptions()).ConfigureAwait(false);
        using var client = new HttpsClient(cluster);
        await WriteAsync(client, "warm", Warmup).ConfigureAwait(false);
        var measurement = new Measurement();
        var times = (await WriteAsync(client, "write", Writes).ConfigureAwait(false)).Order().ToArray();
        Figure.Print($"ConfigMap creates from {Connections} connections", "a second", Writes / measurement.Milliseconds * 1000, ">= 3000");
        Figure.Print("ConfigMap create, client and server, processor time", "ms", measurement.ProcessorMilliseconds / Writes, "none");
        Figure.Print("ConfigMap create, P50", "ms", times[Writes / 2], "none");
        Figure.Print("ConfigMap create, P99", "ms", times[Writes * 99 / 100], "< 10 ms");
    }

    private static async Task<IEnumerable<double>> WriteAsync(HttpsClient client, string prefix, int count)
    {
        var times = new ConcurrentBag<double>();
        async Task ConnectionAsync(int connection)
        {
            for (var i = connection; i < count; i += Connections)
            {
                var started = TimeProvider.System.GetTimestamp();
                await client.PostAsync("/api/v1/namespaces/default/configmaps", $$$"""
                    {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"{{{prefix}}}-{{{i}}}","labels":{"app":"benchmark"}},"data":{"key":"value {{{i}}}"}}
                    """).ConfigureAwait(false);
                times.Add(TimeProvider.System.GetElapsedTime(started).TotalMilliseconds);
            }
        }
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(c => Task.Run(() => ConnectionAsync(c)))).ConfigureAwait(false);
        return times;
    }
}
