using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Controllers.NodeLifecycle;

/// <summary>The taints that a node's conditions ask for (pkg/controller/nodelifecycle/node_lifecycle_controller.go).</summary>
internal static class NodeTaints
{
    private const string NotReady = "node.kubernetes.io/not-ready";
    private const string Unreachable = "node.kubernetes.io/unreachable";
    private const string Unschedulable = "node.kubernetes.io/unschedulable";

    private static readonly (string Condition, string Status, string Taint)[] ByCondition =
    [
        ("Ready", "False", NotReady),
        ("Ready", "Unknown", Unreachable),
        ("MemoryPressure", "True", "node.kubernetes.io/memory-pressure"),
        ("DiskPressure", "True", "node.kubernetes.io/disk-pressure"),
        ("NetworkUnavailable", "True", "node.kubernetes.io/network-unavailable"),
        ("PIDPressure", "True", "node.kubernetes.io/pid-pressure"),
    ];

    /// <summary>The node's taints, those that follow from its conditions brought up to date and all others left as they are.</summary>
    public static JsonList Of(KubeObject node, DateTimeOffset now)
    {
        var present = node.Spec.List("taints");
        var wanted = Wanted(node).ToList();
        var kept = present.Maps().Where(t => !IsManaged(node, t) || wanted.Contains((Key(t), Effect(t)))).ToList();
        var missing = wanted.Where(w => !kept.Any(t => (Key(t), Effect(t)) == w))
            .Select(w => JsonMap.Of(("key", w.Key), ("effect", w.Effect), ("timeAdded", Timestamps.Format(now))));
        return JsonList.From(kept.Concat(missing));
    }

    private static IEnumerable<(string Key, string Effect)> Wanted(KubeObject node)
    {
        foreach (var (condition, status, taint) in ByCondition)
        {
            if (node.Condition(condition)?.String("status") != status) continue;
            yield return (taint, "NoSchedule");
            if (condition == "Ready") yield return (taint, "NoExecute");
        }
        if (node.Spec.Bool("unschedulable") == true) yield return (Unschedulable, "NoSchedule");
    }

    /// <summary>As long as a node has not said whether it is ready, nobody takes away what its creation put on it.</summary>
    private static bool IsManaged(KubeObject node, JsonMap taint) => Effect(taint) switch
    {
        "NoSchedule" => Key(taint) == Unschedulable || ByCondition.Any(c => c.Taint == Key(taint)) && node.Status.List("conditions").Count > 0,
        "NoExecute" => Key(taint) is NotReady or Unreachable && node.Condition("Ready") is not null,
        _ => false,
    };

    private static string Key(JsonMap taint) => taint.String("key") ?? "";

    private static string Effect(JsonMap taint) => taint.String("effect") ?? "";
}
