using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Pods;

/// <summary>Facts that a pod tells of itself (pkg/api/v1/pod/util.go, pkg/controller/controller_utils.go).</summary>
internal static class PodExtensions
{
    public static string Phase(this KubeObject pod) => pod.Status.String("phase") ?? "";

    public static string NodeName(this KubeObject pod) => pod.Spec.String("nodeName") ?? "";

    /// <summary>True where the pod has run to its end, in success or failure (IsPodTerminal).</summary>
    public static bool IsTerminal(this KubeObject pod) => pod.Phase() is "Succeeded" or "Failed";

    /// <summary>Whether the pod runs or is going to: neither finished nor being deleted.</summary>
    public static bool IsActive(this KubeObject pod) => !pod.IsTerminal() && !pod.IsTerminating;

    public static bool IsReady(this KubeObject pod) => pod.HasCondition("Ready");

    /// <summary>Since when the pod is ready; null where it is not.</summary>
    public static DateTimeOffset? ReadySince(this KubeObject pod) =>
        pod.IsReady() ? Timestamps.Parse(pod.Condition("Ready")?.String("lastTransitionTime")) : null;

    /// <summary>Whether the pod has been ready for that many seconds.</summary>
    public static bool IsAvailable(this KubeObject pod, long minReadySeconds, DateTimeOffset now) =>
        pod.IsReady() && (minReadySeconds == 0 || pod.ReadySince() is { } since && since + TimeSpan.FromSeconds(minReadySeconds) <= now);

    /// <summary>The shortest time after which one of the pods becomes available; null where none is on its way.</summary>
    public static TimeSpan? NextAvailability(IEnumerable<KubeObject> pods, long minReadySeconds, DateTimeOffset now)
    {
        TimeSpan? next = null;
        foreach (var pod in pods)
        {
            if (pod.IsTerminating || pod.ReadySince() is not { } since) continue;
            var left = since + TimeSpan.FromSeconds(minReadySeconds) - now;
            if (left > TimeSpan.Zero && (next is null || left < next)) next = left;
        }
        return next;
    }
}
