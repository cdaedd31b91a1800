using HandsOn.Kubernetes.Objects;

namespace HandsOn.E2E.Diagnostics.RootCauses;

/// <summary>Why a Deployment is not ready: its newest ReplicaSet's reason, or its own conditions.</summary>
internal static class DeploymentCause
{
    public static Cause? Of(ClusterState state, KubeObject deployment)
    {
        var sets = state.ControlledBy("ReplicaSet", deployment).ToList();
        if (Newest(sets) is { } newest && ReplicaSetCause.Of(state, newest) is { } cause) return cause.FromTemplateOf(deployment);
        if (deployment.Condition("ReplicaFailure") is { } failure && failure.String("status") == "True") return Cause.In(deployment, "", RootCause.Clause(failure.String("message") ?? ""));
        if (deployment.Spec.Bool("paused") == true) return Cause.In(deployment, "spec.paused", $"Deployment {deployment.Name} is paused");
        if (sets.Count == 0) return Cause.In(deployment, "", $"Deployment {deployment.Name} has no ReplicaSet: does the deployment controller run?");
        var old = sets.Where(s => s != Newest(sets)).SelectMany(s => state.ControlledBy("Pod", s)).ToList();
        if (old.Count > 0) return Cause.In(deployment, "", $"{old.Count} pod(s) of an older revision are still there ({string.Join(", ", old.Select(p => p.Name))})");
        var wanted = deployment.Spec.Long("replicas") ?? 1;
        var available = deployment.Status.Long("availableReplicas") ?? 0;
        return available < wanted ? Cause.In(deployment, "spec.replicas", $"{available} of {wanted} replicas are available") : null;
    }

    public static KubeObject? Newest(IEnumerable<KubeObject> sets) =>
        sets.MaxBy(s => long.TryParse(s.Annotations.String("deployment.kubernetes.io/revision"), out var revision) ? revision : 0);
}
