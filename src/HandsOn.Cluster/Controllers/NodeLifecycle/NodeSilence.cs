using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Controllers.NodeLifecycle;

/// <summary>What is said of a node that says nothing itself any more.</summary>
internal static class NodeSilence
{
    private static readonly string[] Conditions = ["Ready", "MemoryPressure", "DiskPressure", "PIDPressure"];

    /// <summary>The status with every condition that the kubelet should report unknown.</summary>
    public static JsonMap StatusOf(KubeObject node, DateTimeOffset now)
    {
        var conditions = node.Status.List("conditions");
        foreach (var type in Conditions)
            conditions = conditions.Find("type", type) is null
                ? conditions.Add(NeverReported(node, type, now))
                : conditions.MapEach(c => c.String("type") == type && c.String("status") != "Unknown" ? Unknown(c, now) : c);
        return node.Status.With("conditions", conditions);
    }

    private static JsonMap NeverReported(KubeObject node, string type, DateTimeOffset now) => JsonMap.Of(
        ("type", type), ("status", "Unknown"),
        ("lastHeartbeatTime", node.Metadata.String("creationTimestamp")), ("lastTransitionTime", Timestamps.Format(now)),
        ("reason", "NodeStatusNeverUpdated"), ("message", "Kubelet never posted node status."));

    private static JsonMap Unknown(JsonMap condition, DateTimeOffset now) => condition
        .With("status", "Unknown").With("lastTransitionTime", Timestamps.Format(now))
        .With("reason", "NodeStatusUnknown").With("message", "Kubelet stopped posting node status.");
}
