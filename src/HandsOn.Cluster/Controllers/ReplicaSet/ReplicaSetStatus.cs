using HandsOn.Cluster.Api.Pods;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Selectors;

namespace HandsOn.Cluster.Controllers.ReplicaSet;

/// <summary>The status of a ReplicaSet (pkg/controller/replicaset/replica_set_utils.go, calculateStatus).</summary>
internal static class ReplicaSetStatus
{
    /// <param name="terminating">How many pods are on their way out; null where the minor does not count them.</param>
    /// <param name="failure">Why pods could not be created or deleted just now.</param>
    public static JsonMap Calculate(
        KubeObject set, IReadOnlyList<KubeObject> active, int? terminating, StatusException? failure, DateTimeOffset now)
    {
        var template = LabelSelector.FromLabels(set.Spec.Map("template", "metadata", "labels"));
        var minReady = set.Spec.Long("minReadySeconds") ?? 0;
        var conditions = Conditions(set, active.Count, failure, now);
        return JsonMap.Of(
            ("replicas", active.Count),
            ("fullyLabeledReplicas", NotZero(active.Count(p => template.Matches(p.Labels)))),
            ("readyReplicas", NotZero(active.Count(p => p.IsReady()))),
            ("availableReplicas", NotZero(active.Count(p => p.IsAvailable(minReady, now)))),
            ("terminatingReplicas", terminating),
            ("observedGeneration", set.Generation),
            ("conditions", conditions.Count == 0 ? null : conditions));
    }

    private static JsonList Conditions(KubeObject set, int active, StatusException? failure, DateTimeOffset now)
    {
        var conditions = set.Status.List("conditions");
        var known = conditions.Find("type", "ReplicaFailure");
        if (failure is null) return JsonList.From(conditions.Maps().Where(c => c.String("type") != "ReplicaFailure"));
        if (known is not null) return conditions;
        return conditions.Add(JsonMap.Of(
            ("type", "ReplicaFailure"), ("status", "True"), ("lastTransitionTime", Timestamps.Format(now)),
            ("reason", active < (set.Spec.Long("replicas") ?? 1) ? "FailedCreate" : "FailedDelete"), ("message", failure.Message)));
    }

    private static object? NotZero(int number) => number == 0 ? null : number;
}
