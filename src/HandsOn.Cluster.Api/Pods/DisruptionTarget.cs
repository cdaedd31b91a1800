using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Versions;

namespace HandsOn.Cluster.Api.Pods;

/// <summary>The condition that says why a pod is about to go (staging/src/k8s.io/api/core/v1/types.go, DisruptionTarget).</summary>
/// <param name="Reason">The reason.</param>
/// <param name="Message">The message.</param>
internal sealed record DisruptionTarget(string Reason, string Message)
{
    /// <summary>An eviction that a client asks for (pkg/registry/core/pod/storage/eviction.go).</summary>
    public static readonly DisruptionTarget Eviction = new("EvictionByEvictionAPI", "Eviction API: evicting");

    /// <summary>A taint that the pod does not tolerate (pkg/controller/tainteviction/taint_eviction.go).</summary>
    public static readonly DisruptionTarget Taint = new("DeletionByTaintManager", "Taint manager: deleting due to NoExecute taint");

    /// <summary>A node that is gone (pkg/controller/podgc/gc_controller.go).</summary>
    public static readonly DisruptionTarget LostNode = new("DeletionByPodGC", "PodGC: node no longer exists");

    /// <summary>Preemption by a scheduler of that name (pkg/scheduler/framework/preemption/executor.go).</summary>
    public static DisruptionTarget Preemption(string scheduler) =>
        new("PreemptionByScheduler", $"{scheduler}: preempting to accommodate a higher priority pod");

    /// <summary>The pod with the condition; the same pod where it has it already or where the minor knows no such condition.</summary>
    public KubeObject Mark(KubeObject pod, DateTimeOffset now, int minor)
    {
        if (minor < SinceMinor.PodDisruptionConditions) return pod;
        var status = PodCondition.Set(pod, nameof(DisruptionTarget), "True", Reason, Message, now, minor);
        return ReferenceEquals(status, pod.Status) ? pod : pod.WithStatus(status);
    }
}
