using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Selectors;

namespace HandsOn.Cluster.Api.Pods;

/// <summary>One term of pod affinity or anti-affinity: pods like these, on nodes of the same topology value.</summary>
/// <param name="Pods">The pods that are meant.</param>
/// <param name="TopologyKey">The node label that says what is near.</param>
/// <param name="Weight">For preferred terms.</param>
internal sealed record PodTerm(PodSelector Pods, string TopologyKey, long Weight)
{
    public static IEnumerable<PodTerm> Required(KubeObject pod, string kind, Func<string, JsonMap> labelsOfNamespace) =>
        pod.Spec.List("affinity", kind, "requiredDuringSchedulingIgnoredDuringExecution").Maps().Select(t => From(pod, t, 0, labelsOfNamespace));

    public static IEnumerable<PodTerm> Preferred(KubeObject pod, string kind, Func<string, JsonMap> labelsOfNamespace) =>
        pod.Spec.List("affinity", kind, "preferredDuringSchedulingIgnoredDuringExecution").Maps()
            .Select(t => From(pod, t.Map("podAffinityTerm"), t.Long("weight") ?? 0, labelsOfNamespace));

    private static PodTerm From(KubeObject pod, JsonMap term, long weight, Func<string, JsonMap> labelsOfNamespace)
    {
        string[] named = [.. term.List("namespaces").Strings()];
        var selector = term["namespaceSelector"] as JsonMap;
        if (named.Length == 0 && selector is null) named = [pod.Namespace];
        return new(new PodSelector(named, LabelSelector.From(selector), Labels(pod, term), labelsOfNamespace), term.String("topologyKey") ?? "", weight);
    }

    private static LabelSelector Labels(KubeObject pod, JsonMap term)
    {
        var selector = term["labelSelector"] as JsonMap;
        foreach (var key in term.List("matchLabelKeys").Strings())
            if (pod.Labels.String(key) is { } value) selector = (selector ?? JsonMap.Empty).SetIn(value, "matchLabels", key);
        return LabelSelector.From(selector);
    }
}
