using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Selectors;

namespace HandsOn.Cluster.Api.Authorization;

/// <summary>
/// The rules of a ClusterRole with an <c>aggregationRule</c>: those of the ClusterRoles that it selects
/// (pkg/controller/clusterroleaggregation/clusterroleaggregation_controller.go).
/// </summary>
internal static class AggregatedRules
{
    public static bool IsAggregated(KubeObject role) => role.Root["aggregationRule"] is JsonMap;

    /// <summary>Selector by selector, role by role in the order of their names, each rule once.</summary>
    /// <param name="role">The role to fill, which is not a source of itself.</param>
    /// <param name="all">Every ClusterRole.</param>
    public static JsonList Of(KubeObject role, IEnumerable<KubeObject> all)
    {
        var sources = all.Where(r => r.Name != role.Name).OrderBy(r => r.Name, StringComparer.Ordinal).ToList();
        var selectors = role.Root.List("aggregationRule", "clusterRoleSelectors").Maps().Select(LabelSelector.From);
        var rules = selectors.SelectMany(s => sources.Where(r => s.Matches(r.Labels))).SelectMany(r => r.Root.List("rules").Maps());
        return JsonList.From(rules.Distinct());
    }
}
