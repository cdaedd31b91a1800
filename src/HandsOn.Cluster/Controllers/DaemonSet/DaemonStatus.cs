using HandsOn.Cluster.Api.Pods;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Controllers.DaemonSet;

/// <summary>The status of a DaemonSet (pkg/controller/daemon/daemon_controller.go, updateDaemonSetStatus).</summary>
internal static class DaemonStatus
{
    public static JsonMap Calculate(
        KubeObject set, IEnumerable<(KubeObject Node, DaemonPlacement Placement)> nodes, ILookup<string, KubeObject> pods, string hash, DateTimeOffset now)
    {
        var minReady = set.Spec.Long("minReadySeconds") ?? 0;
        long desired = 0, current = 0, misscheduled = 0, ready = 0, updated = 0, available = 0;
        foreach (var (node, placement) in nodes)
        {
            var oldest = pods[node.Name].OrderBy(p => p.CreationTimestamp).FirstOrDefault();
            if (!placement.ShouldRun)
            {
                if (oldest is not null) misscheduled++;
                continue;
            }
            desired++;
            if (oldest is null) continue;
            current++;
            if (oldest.IsReady()) ready++;
            if (oldest.IsAvailable(minReady, now)) available++;
            if (oldest.Labels.String(DaemonPod.HashLabel) == hash) updated++;
        }
        return JsonMap.Of(
            ("currentNumberScheduled", current), ("numberMisscheduled", misscheduled), ("desiredNumberScheduled", desired), ("numberReady", ready),
            ("observedGeneration", set.Generation), ("updatedNumberScheduled", NotZero(updated)), ("numberAvailable", NotZero(available)),
            ("numberUnavailable", NotZero(desired - available)), ("collisionCount", set.Status["collisionCount"]), ("conditions", set.Status["conditions"]));
    }

    private static object? NotZero(long number) => number == 0 ? null : number;
}
