using HandsOn.E2E.Api;
using HandsOn.E2E.Kubectl;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.E2E.Diagnostics;

/// <summary>Keeps what somebody would look at who asks why a scenario failed: describe, events, logs.</summary>
public static class FailureArtifacts
{
    /// <summary>Writes the files.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="api">The cluster.</param>
    /// <param name="kubectl">Describes the objects.</param>
    /// <param name="cancellation">Ends the call.</param>
    public static async Task KeepAsync(string folder, IApiClient api, IKubectl kubectl, CancellationToken cancellation = default)
    {
        Directory.CreateDirectory(Path.Combine(folder, "logs"));
        var pods = (await api.ListAsync(ApiResources.Pods, cancellation: cancellation)).Items;
        await WriteAsync("describe.txt", ["describe", "deployments,replicasets,pods,services,ingresses", "--all-namespaces"]);
        await WriteAsync("events.txt", ["get", "events", "--all-namespaces", "--sort-by=.metadata.creationTimestamp"]);
        await WriteAsync("objects.txt", ["get", "nodes,deployments,replicasets,pods,services,endpoints,ingresses,jobs", "--all-namespaces", "-o", "wide"]);
        foreach (var pod in pods)
            foreach (var status in pod.Status.List("containerStatuses").Maps())
                await LogAsync(pod, status.String("name") ?? "", status.Long("restartCount") > 0);

        async Task WriteAsync(string file, string[] arguments) =>
            await File.WriteAllTextAsync(Path.Combine(folder, file), (await kubectl.RunAsync(arguments, cancellation)).Everything, cancellation);

        async Task LogAsync(KubeObject pod, string container, bool restarted)
        {
            foreach (var previous in restarted ? new[] { false, true } : [false])
            {
                var file = Path.Combine(folder, "logs", $"{pod.Namespace}_{pod.Name}_{container}{(previous ? "_previous" : "")}.txt");
                await File.WriteAllTextAsync(file, await ReadLogAsync(pod, container, previous), cancellation);
            }
        }

        async Task<string> ReadLogAsync(KubeObject pod, string container, bool previous)
        {
            try
            {
                return await api.LogsAsync(pod.Namespace, pod.Name, container, previous, cancellation);
            }
            catch (StatusException refused)
            {
                return $"(no log: {refused.Message})\n";
            }
        }
    }
}
