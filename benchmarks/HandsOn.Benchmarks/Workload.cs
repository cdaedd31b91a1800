using System.Text.Json;

namespace HandsOn.Benchmarks;

/// <summary>A Deployment of containers that do nothing.</summary>
internal static class Workload
{
    private const string Path = "/apis/apps/v1/namespaces/default/deployments";

    public static Task CreateAsync(HttpsClient client, string name, int replicas) => client.PostAsync(Path, $$"""
        {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"{{name}}" },"spec":{"replicas":{{replicas}},
        "selector":{"matchLabels":{"app":"{{name}}" } },"strategy":{"rollingUpdate":{"maxSurge":"100%" } },"template":{"metadata":{"labels":{"app":"{{name}}","tier":"frontend"} },
        "spec":{"containers":[{"name":"pause","image":"registry.k8s.io/pause:3.10","ports":[{"containerPort":80}],
        "resources":{"requests":{"cpu":"1m","memory":"1Mi"} },"env":[{"name":"GET_HOSTS_FROM","value":"dns"}]}]
        } } } }
        """);

    public static Task ScaleAsync(HttpsClient client, string name, int replicas) =>
        client.PatchAsync($"{Path}/{name}", $$"""{"spec":{"replicas":{{replicas}} } }""");

    public static Task ReadyAsync(HttpsClient client, string name, int replicas) =>
        client.WaitAsync(Path, name, d => d.GetProperty("status").TryGetProperty("readyReplicas", out var ready) && ready.GetInt32() == replicas);

    /// <summary>Ready pods in Deployments of a thousand.</summary>
    public static async Task FillAsync(HttpsClient client, int thousands)
    {
        for (var i = 0; i < thousands; i++)
        {
            await CreateAsync(client, $"fill-{i}", 1000).ConfigureAwait(false);
            await ReadyAsync(client, $"fill-{i}", 1000).ConfigureAwait(false);
        }
    }
}
