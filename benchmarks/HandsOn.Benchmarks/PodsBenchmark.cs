using System.Text.Json;
using HandsOn.Cluster.Hosting;

namespace HandsOn.Benchmarks;

/// <summary>A thousand pods without a Deployment: made by a ReplicaSet and left unplaced, then made by hand, placed and run.</summary>
internal static class PodsBenchmark
{
    private const int Runs = 5;
    private const int Count = 1000;
    private const string ReplicaSets = "/apis/apps/v1/namespaces/default/replicasets";
    private const string Pods = "/api/v1/namespaces/default/pods";

    public static async Task RunAsync()
    {
        var made = new List<double>();
        var ready = new List<double>();
        for (var run = 0; run < Runs; run++)
        {
            made.Add(await MakeAsync().ConfigureAwait(false));
            ready.Add(await ReadyAsync().ConfigureAwait(false));
        }
        Figure.Print($"ReplicaSet 0 -> {Count} pods made, none placed", "ms", made, "<= 5000 ms");
        Figure.Print($"{Count} pods one by one on 10 nodes until all are ready", "ms", ready, "<= 5000 ms");
    }

    /// <summary>The ReplicaSet controller alone: the pods are those of a scheduler that does not exist.</summary>
    private static async Task<double> MakeAsync()
    {
        await using var cluster = await EmbeddedCluster.StartAsync(new EmbeddedClusterOptions()).ConfigureAwait(false);
        using var client = new HttpsClient(cluster);
        var measurement = new Measurement();
        await client.PostAsync(ReplicaSets, $$"""
            {"apiVersion":"apps/v1","kind":"ReplicaSet","metadata":{"name":"many"},"spec":{"replicas":{{Count}},"selector":{"matchLabels":{"app":"many"} },
            "template":{"metadata":{"labels":{"app":"many"} },"spec":{"schedulerName":"none","containers":[{"name":"pause","image":"registry.k8s.io/pause:3.10"}]} } } }
            """).ConfigureAwait(false);
        await client.WaitAsync(ReplicaSets, "many", r => r.GetProperty("status").GetProperty("replicas").GetInt32() == Count).ConfigureAwait(false);
        return measurement.Milliseconds;
    }

    /// <summary>The scheduler and the kubelets without a controller.</summary>
    private static async Task<double> ReadyAsync()
    {
        await using var cluster = await EmbeddedCluster.StartAsync(new EmbeddedClusterOptions { Nodes = 10 }).ConfigureAwait(false);
        using var client = new HttpsClient(cluster);
        var measurement = new Measurement();
        var ready = client.WaitAsync(Pods, Count, IsReady);
        for (var i = 0; i < Count; i++)
            await client.PostAsync(Pods, $$"""
                {"apiVersion":"v1","kind":"Pod","metadata":{"name":"p{{i}}"},"spec":{"containers":[{"name":"pause","image":"registry.k8s.io/pause:3.10"}]} }
                """).ConfigureAwait(false);
        await ready.ConfigureAwait(false);
        return measurement.Milliseconds;
    }

    private static bool IsReady(JsonElement pod) => pod.GetProperty("status").TryGetProperty("conditions", out var conditions)
        && conditions.EnumerateArray().Any(c => c.GetProperty("type").GetString() == "Ready" && c.GetProperty("status").GetString() == "True");
}
