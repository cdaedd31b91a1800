using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Selectors;

namespace HandsOn.Cluster.Api.Pods;

/// <summary>One of a pod's <c>topologySpreadConstraints</c>.</summary>
internal sealed record SpreadConstraint(PodSelector Pods, string TopologyKey, long MaxSkew, long MinDomains, bool IsRequired, bool HonorsAffinity, bool HonorsTaints)
{
    public static IEnumerable<SpreadConstraint> Of(KubeObject pod) =>
        pod.Spec.List("topologySpreadConstraints").Maps().Select(c => From(pod, c));

    private static SpreadConstraint From(KubeObject pod, JsonMap constraint)
    {
        var selector = constraint["labelSelector"] as JsonMap;
        foreach (var key in constraint.List("matchLabelKeys").Strings())
            if (pod.Labels.String(key) is { } value) selector = (selector ?? JsonMap.Empty).SetIn(value, "matchLabels", key);
        return new(
            new PodSelector(pod.Namespace, LabelSelector.From(selector)),
            constraint.String("topologyKey") ?? "",
            constraint.Long("maxSkew") ?? 1,
            constraint.Long("minDomains") ?? 1,
            constraint.String("whenUnsatisfiable") != "ScheduleAnyway",
            constraint.String("nodeAffinityPolicy") != "Ignore",
            constraint.String("nodeTaintsPolicy") == "Honor");
    }
}
