using HandsOn.Cluster.Api.Pods;
using HandsOn.Cluster.Api.Resources;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Cluster.Controllers;
using HandsOn.Cluster.Controllers.Pods;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Tests.Controllers;

/// <summary>Plays scheduler and kubelet: gives pods a node, an address and a readiness, and ends those that are being deleted.</summary>
internal sealed class FakeKubelet(TestCluster cluster, string node = "node1")
{
    private int addresses;

    /// <summary>Makes every pod that can be made ready ready, and ends what is terminating, until nothing more happens.</summary>
    /// <param name="mine">The pods to deal with; all where nothing is said.</param>
    public async Task RunAsync(Func<KubeObject, bool>? mine = null)
    {
        await cluster.SettledAsync();
        for (var round = 0; round < 200; round++)
        {
            var pods = cluster.List(PodKind.Resource, "");
            var waiting = pods.Where(mine ?? (_ => true)).Where(p => p.IsTerminating || (p.IsActive() && !p.IsReady())).ToList();
            if (waiting.Count == 0) return;
            foreach (var pod in waiting)
            {
                if (pod.IsTerminating) await EndAsync(pod);
                else await ReadyAsync(pod);
            }
            await cluster.SettledAsync();
        }
        throw new InvalidOperationException("The pods never come to rest.");
    }

    public Task ReadyAsync(KubeObject pod, bool ready = true) => StatusAsync(pod, "Running", ready);

    public async Task FinishAsync(KubeObject pod, bool succeeded) => await StatusAsync(pod, succeeded ? "Succeeded" : "Failed", ready: false);

    public async Task EndAsync(KubeObject pod) =>
        await cluster.Client.DeleteIfThereAsync(PodKind.Resource, pod.Key, new DeleteOptions { GracePeriodSeconds = 0 });

    private async Task StatusAsync(KubeObject pod, string phase, bool ready)
    {
        var now = Timestamps.Format(cluster.Time.GetUtcNow());
        if (pod.NodeName().Length == 0)
            await cluster.Client.PatchIfThereAsync(PodKind.Resource, pod, p => p.SetIn(node, "spec", "nodeName"), Binding);
        var ip = pod.Status.String("podIP") ?? $"10.244.{addresses / 250}.{addresses++ % 250 + 1}";
        var condition = JsonMap.Of(("type", "Ready"), ("status", ready ? "True" : "False"), ("lastTransitionTime", now));
        await cluster.Client.PatchIfThereAsync(PodKind.Resource, pod, p => p.WithStatus(p.Status
            .With("phase", phase).With("podIP", ip).With("podIPs", JsonList.Of(JsonMap.Of(("ip", ip))))
            .With("conditions", JsonList.Of(condition))), "status");
    }

    /// <summary>The name of a node is set by the binding subresource, as the scheduler does.</summary>
    private const string Binding = "binding";
}
