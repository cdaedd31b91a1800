using HandsOn.E2E.Diagnostics.RootCauses;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.E2E.Diagnostics.Finality;

/// <summary>Why a Service can never lead to a pod: whatever makes pods that it selects can make none that is ready.</summary>
internal static class FinalService
{
    private static readonly string[] Makers = ["Deployment", "ReplicaSet", "StatefulSet", "DaemonSet", "ReplicationController", "Job"];

    /// <summary>The cause; none where anything that it selects may still become ready, or where it cannot be seen what there is.</summary>
    public static Cause? Of(ClusterState state, KubeObject service)
    {
        var selector = service.Spec.Map("selector");
        if (selector.Count == 0 || Makers.Any(state.IsUnknown)) return null;
        var made = Makers.SelectMany(kind => state.All(kind, service.Namespace)).Where(m => m.Controller is null && WantsPods(m))
            .Where(m => ServiceCause.Matches(m.Spec.Map("template", "metadata", "labels"), selector)).Select(m => OfMaker(state, m));
        var alone = state.All("Pod", service.Namespace).Where(p => ServiceCause.Matches(p.Labels, selector))
            .Where(p => !p.IsTerminating && !IsMade(state, p)).Select(p => FinalPod.Of(state, p));
        var causes = made.Concat(alone).ToList();
        return causes.Count > 0 && causes.All(c => c is not null)
            ? causes[0]! with { Sentence = $"Service {service.Name} has no ready pod: {causes[0]!.Sentence}" }
            : null;
    }

    private static Cause? OfMaker(ClusterState state, KubeObject maker) => maker.Kind switch
    {
        "Deployment" => EveryPodIs(state, maker) ? FinalDeployment.Of(state, maker) : null,
        "Job" => FinalJob.Of(state, maker),
        _ => null,
    };

    // A pod of it that is ready, or is of an older revision, may be one that the Service leads to.
    private static bool EveryPodIs(ClusterState state, KubeObject deployment) => state.ControlledBy("ReplicaSet", deployment)
        .SelectMany(s => state.ControlledBy("Pod", s)).Where(p => !p.IsTerminating).All(p => FinalPod.Of(state, p) is not null);

    private static bool WantsPods(KubeObject maker) => (maker.Spec.Long("replicas") ?? 1) > 0;

    private static bool IsMade(ClusterState state, KubeObject pod) =>
        pod.Controller is { } owner && Makers.Contains(owner.Kind) && state.All(owner.Kind, pod.Namespace).Any(m => m.Uid == owner.Uid);
}
