using HandsOn.Cluster.Api.Pods;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Controllers.DaemonSet;

/// <summary>Which nodes need a pod and which pods have to go (pkg/controller/daemon/daemon_controller.go, podsShouldBeOnNode; update.go, rollingUpdate).</summary>
internal sealed class DaemonPlan
{
    public List<string> NodesInNeed { get; } = [];

    public List<KubeObject> ToDelete { get; } = [];

    /// <summary>Pods that ended by themselves; they go too, and are told of.</summary>
    public List<KubeObject> Ended { get; } = [];

    public static DaemonPlan ForPlacement(IEnumerable<(KubeObject Node, DaemonPlacement Placement)> nodes, ILookup<string, KubeObject> pods)
    {
        var plan = new DaemonPlan();
        foreach (var (node, placement) in nodes) plan.Settle(node.Name, placement, [.. pods[node.Name]]);
        return plan;
    }

    /// <summary>Adds the old pods that may be replaced now, so that no more nodes than allowed are without a working one.</summary>
    public static IReadOnlyList<KubeObject> ToReplace(KubeObject set, ILookup<string, KubeObject> pods, string hash, int desired, DateTimeOffset now)
    {
        var limit = IntOrPercent.Scale(set.Spec.At("updateStrategy", "rollingUpdate", "maxUnavailable"), desired, roundUp: true);
        // With surge there is no room for unavailable pods; the exchange is then made one node at a time.
        if (limit == 0) limit = 1;
        var minReady = set.Spec.Long("minReadySeconds") ?? 0;
        List<KubeObject> broken = [], working = [];
        var unavailable = 0;
        foreach (var group in pods.OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var live = group.Where(p => !p.IsTerminating).ToList();
            var old = live.FirstOrDefault(p => p.Labels.String(DaemonPod.HashLabel) != hash);
            if (live.Count != 1) unavailable++;
            else if (old is null) unavailable += live[0].IsAvailable(minReady, now) ? 0 : 1;
            else if (old.IsAvailable(minReady, now)) working.Add(old);
            else
            {
                broken.Add(old);
                unavailable++;
            }
        }
        return [.. broken, .. working.Take((int)Math.Max(0, limit - unavailable))];
    }

    private void Settle(string node, DaemonPlacement placement, IReadOnlyList<KubeObject> pods)
    {
        if (placement.ShouldRun && pods.Count == 0) NodesInNeed.Add(node);
        else if (!placement.MayStay) ToDelete.AddRange(pods.Where(p => !p.IsTerminating));
        else
        {
            var live = pods.Where(p => !p.IsTerminating).ToList();
            Ended.AddRange(live.Where(p => p.IsTerminal()));
            ToDelete.AddRange(live.Where(p => !p.IsTerminal()).OrderByDescending(p => p.NodeName().Length > 0).ThenBy(p => p.CreationTimestamp).Skip(1));
        }
    }
}
