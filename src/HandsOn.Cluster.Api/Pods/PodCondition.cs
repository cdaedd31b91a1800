using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Versions;

namespace HandsOn.Cluster.Api.Pods;

/// <summary>Conditions in the status of a pod (pkg/api/v1/pod/util.go).</summary>
internal static class PodCondition
{
    public const string Scheduled = "PodScheduled";

    /// <summary>
    /// The status of the pod with the condition in the place of the older one of its type, else at the end; the same status where it says so
    /// already. The time of transition moves only with the status (UpdatePodCondition).
    /// </summary>
    /// <param name="pod">The pod.</param>
    /// <param name="type">The type of the condition.</param>
    /// <param name="status"><c>True</c>, <c>False</c> or <c>Unknown</c>.</param>
    /// <param name="reason">Empty where there is none.</param>
    /// <param name="message">Empty where there is none.</param>
    /// <param name="now">The time of transition, where this is one.</param>
    /// <param name="minor">The minor: 36 for 1.36.</param>
    public static JsonMap Set(KubeObject pod, string type, string status, string reason, string message, DateTimeOffset now, int minor)
    {
        var conditions = pod.Status.List("conditions");
        var old = conditions.Find("type", type);
        var condition = Make(type, status, reason, message, old, pod.Generation, now, minor);
        if (old is null) return pod.Status.With("conditions", conditions.Add(condition));
        return old.Equals(condition) ? pod.Status : pod.Status.With("conditions", conditions.MapEach(c => c.String("type") == type ? condition : c));
    }

    /// <summary>A condition with the members that are always written, and the generation that it is about where the minor has it.</summary>
    public static JsonMap Make(
        string type, string status, string reason, string message, JsonMap? old, long generation, DateTimeOffset now, int minor)
    {
        var condition = new JsonMapBuilder();
        condition.Set("type", type);
        if (minor >= SinceMinor.PodObservedGeneration && generation > 0) condition.Set("observedGeneration", generation);
        condition.Set("status", status);
        condition.Set("lastProbeTime", null);
        condition.Set("lastTransitionTime", old?.String("status") == status ? old["lastTransitionTime"] : Timestamps.Format(now));
        if (reason.Length > 0) condition.Set("reason", reason);
        if (message.Length > 0) condition.Set("message", message);
        return condition.Build();
    }
}
