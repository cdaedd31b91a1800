using HandsOn.Kubernetes.Objects;

namespace HandsOn.E2E.Diagnostics.Finality;

/// <summary>Tells the pods that their controllers keep from those that are to go.</summary>
internal static class StayingPods
{
    /// <summary>True where the pod is there to stay: it has no controller, or its controller wants it, and wants no fewer pods.</summary>
    public static bool Stays(ClusterState state, KubeObject pod)
    {
        if (pod.IsTerminating) return false;
        if (pod.Controller is not { } owner) return true;
        var controller = state.All(owner.Kind, pod.Namespace).FirstOrDefault(c => c.Uid == owner.Uid && !c.IsTerminating);
        return controller?.Kind switch
        {
            "ReplicaSet" => Keeps(state, controller),
            "Job" => controller.Spec.Bool("suspend") != true,
            _ => false,
        };
    }

    /// <summary>True where the pod goes on to use what it uses: it stays, and does not end by itself.</summary>
    public static bool Holds(ClusterState state, KubeObject pod) =>
        Stays(state, pod) && pod.Controller?.Kind != "Job" && (pod.Spec.String("restartPolicy") ?? "Always") == "Always";

    // Of too many pods a ReplicaSet removes those first that are not ready (pkg/controller/controller_utils.go, ActivePodsWithRanks).
    private static bool Keeps(ClusterState state, KubeObject set)
    {
        if ((set.Status.Long("observedGeneration") ?? 0) < set.Generation) return false;
        var pods = state.ControlledBy("Pod", set).Count(p => !p.IsTerminating && p.Status.String("phase") is not ("Failed" or "Succeeded"));
        if (pods > (set.Spec.Long("replicas") ?? 1)) return false;
        if (set.Controller is not { } owner) return true;
        return state.All(owner.Kind, set.Namespace).FirstOrDefault(d => d.Uid == owner.Uid) is { Kind: "Deployment" } deployment
            && FinalDeployment.Current(state, deployment)?.Uid == set.Uid && pods <= (deployment.Spec.Long("replicas") ?? 1);
    }
}
