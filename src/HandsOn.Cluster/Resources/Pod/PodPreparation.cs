using HandsOn.Cluster.Resources.Shared;
using HandsOn.Cluster.Resources.Shared.PodTemplates;
using HandsOn.Cluster.Server;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Resources.Pod;

/// <summary>What the registry does to pods before they are stored or deleted (pkg/registry/core/pod/strategy.go).</summary>
internal static class PodPreparation
{
    private static readonly DefaultMembers Priority = new(("priority", 0), ("preemptionPolicy", "PreemptLowerPriority"));

    private static readonly JsonMap Gated = JsonMap
        .Of(("type", "PodScheduled"), ("status", "False"), ("reason", "SchedulingGated"), ("message", "Scheduling is blocked due to non-empty scheduling gates"))
        .With("lastProbeTime", null);

    public static KubeObject ForCreate(KubeObject pod, DateTimeOffset now)
    {
        var spec = Priority.Fill(PodSpecDefaults.MirrorServiceAccount(pod.Spec));
        var status = JsonMap.Of(
            ("phase", "Pending"), ("conditions", spec.List("schedulingGates").Count > 0 ? GatedAt(now) : null), ("qosClass", PodQuality.ClassOf(spec)));
        return new KubeObject(pod.Root.With("spec", spec).With("status", status));
    }

    private static JsonList GatedAt(DateTimeOffset now) => JsonList.Of(Gated.With("lastTransitionTime", Timestamps.Format(now)));

    /// <summary>A pod that no kubelet has, or that has ended, goes at once; others get what was asked for, or their own time.</summary>
    public static long GracePeriod(KubeObject pod, DeleteOptions options)
    {
        var isOver = pod.Status.String("phase") is "Failed" or "Succeeded";
        if (isOver || pod.Spec.String("nodeName") is not { Length: > 0 }) return 0;
        var period = options.GracePeriodSeconds ?? pod.Spec.Long("terminationGracePeriodSeconds") ?? 0;
        return period < 0 ? 1 : period;
    }
}
