using HandsOn.Kubernetes.Objects;

namespace HandsOn.E2E.Diagnostics.RootCauses;

/// <summary>Why a ReplicaSet has not all its pods ready: that it cannot make them, or the reason of one that is not ready.</summary>
internal static class ReplicaSetCause
{
    public static Cause? Of(ClusterState state, KubeObject set)
    {
        var pods = state.ControlledBy("Pod", set).ToList();
        var wanted = set.Spec.Long("replicas") ?? 1;
        if (pods.Count < wanted && state.Warning(set, "FailedCreate") is { } refused) return Cause.In(set, "", RootCause.Clause(refused));
        return pods.OrderBy(p => p.Name, StringComparer.Ordinal).Select(p => PodCause.Of(state, p)).FirstOrDefault(c => c is not null);
    }
}
