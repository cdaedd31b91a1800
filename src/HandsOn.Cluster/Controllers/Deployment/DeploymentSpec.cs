using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Controllers.Deployment;

/// <summary>What a Deployment asks for, in numbers (pkg/controller/deployment/util/deployment_util.go).</summary>
internal static class DeploymentSpec
{
    /// <summary>Also of a ReplicaSet.</summary>
    public static long Replicas(this KubeObject item) => item.Spec.Long("replicas") ?? 1;

    /// <summary>Also of a ReplicaSet.</summary>
    public static JsonMap Template(this KubeObject item) => item.Spec.Map("template");

    public static bool IsRolling(this KubeObject deployment) => deployment.Spec.String("strategy", "type") != "Recreate";

    public static bool IsPaused(this KubeObject deployment) => deployment.Spec.Bool("paused") == true;

    public static bool HasProgressDeadline(this KubeObject deployment) =>
        deployment.Spec.Long("progressDeadlineSeconds") is { } seconds && seconds != int.MaxValue;

    /// <summary>How many pods there may be above the wanted number; rounded up.</summary>
    public static long MaxSurge(this KubeObject deployment) => deployment.IsRolling()
        ? IntOrPercent.Scale(deployment.Spec.At("strategy", "rollingUpdate", "maxSurge"), deployment.Replicas(), roundUp: true)
        : 0;

    /// <summary>How many pods may be missing; rounded down, but 1 where nothing could move otherwise.</summary>
    public static long MaxUnavailable(this KubeObject deployment)
    {
        var replicas = deployment.Replicas();
        if (!deployment.IsRolling() || replicas == 0) return 0;
        var unavailable = IntOrPercent.Scale(deployment.Spec.At("strategy", "rollingUpdate", "maxUnavailable"), replicas, roundUp: false);
        if (unavailable == 0 && deployment.MaxSurge() == 0) unavailable = 1;
        return Math.Min(unavailable, replicas);
    }

    /// <summary>The largest number of pods during a rollout.</summary>
    public static long MaxReplicas(this KubeObject deployment) => deployment.Replicas() + deployment.MaxSurge();
}
