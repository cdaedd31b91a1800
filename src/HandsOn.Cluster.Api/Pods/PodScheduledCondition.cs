using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Versions;

namespace HandsOn.Cluster.Api.Pods;

/// <summary>The <c>PodScheduled</c> condition of a pod.</summary>
internal static class PodScheduledCondition
{
    private const string Type = "PodScheduled";

    /// <summary>The pod's status with the condition; the same status where the condition says it already.</summary>
    public static JsonMap Set(KubeObject pod, string status, string reason, string message, DateTimeOffset now, int minor)
    {
        var old = pod.Condition(Type);
        var condition = JsonMap.Of(
            ("type", Type),
            ("observedGeneration", minor >= SinceMinor.PodObservedGeneration && pod.Generation > 0 ? pod.Generation : null),
            ("status", status)).With("lastProbeTime", null)
            .With("lastTransitionTime", old?.String("status") == status ? old["lastTransitionTime"] : Timestamps.Format(now));
        if (reason.Length > 0) condition = condition.With("reason", reason);
        if (message.Length > 0) condition = condition.With("message", message);
        if (old is not null && old.Equals(condition)) return pod.Status;
        var others = pod.Status.List("conditions").Maps().Where(c => c.String("type") != Type);
        return pod.Status.With("conditions", JsonList.From([.. others, condition]));
    }
}
