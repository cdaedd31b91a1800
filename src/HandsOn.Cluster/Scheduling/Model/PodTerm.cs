using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Selectors;

namespace HandsOn.Cluster.Scheduling.Model;

/// <summary>Which pods somebody means: some namespaces and a label selector. Equal texts mean equal pods.</summary>
internal sealed class PodSelector : IEquatable<PodSelector>
{
    private readonly HashSet<string>? namespaces;
    private readonly LabelSelector labels;
    private readonly string text;

    /// <param name="namespaces">The namespaces; null for all.</param>
    /// <param name="labels">The labels.</param>
    public PodSelector(IEnumerable<string>? namespaces, LabelSelector labels)
    {
        this.namespaces = namespaces?.ToHashSet(StringComparer.Ordinal);
        this.labels = labels;
        var scope = this.namespaces is null ? "*" : string.Join(',', this.namespaces.Order(StringComparer.Ordinal));
        text = $"{scope}|{(labels.IsEverything ? "*" : labels.ToString())}";
    }

    public bool Matches(KubeObject pod) => (namespaces is null || namespaces.Contains(pod.Namespace)) && labels.Matches(pod.Labels);

    public bool Equals(PodSelector? other) => other is not null && text == other.text;

    public override bool Equals(object? obj) => Equals(obj as PodSelector);

    public override int GetHashCode() => text.GetHashCode(StringComparison.Ordinal);
}

/// <summary>One term of pod affinity or anti-affinity: pods like these, on nodes of the same topology value.</summary>
/// <param name="Pods">The pods that are meant.</param>
/// <param name="TopologyKey">The node label that says what is near.</param>
/// <param name="Weight">For preferred terms.</param>
internal sealed record PodTerm(PodSelector Pods, string TopologyKey, long Weight)
{
    public static IEnumerable<PodTerm> Required(KubeObject pod, string kind) =>
        pod.Spec.List("affinity", kind, "requiredDuringSchedulingIgnoredDuringExecution").Maps().Select(t => From(pod, t, 0));

    public static IEnumerable<PodTerm> Preferred(KubeObject pod, string kind) =>
        pod.Spec.List("affinity", kind, "preferredDuringSchedulingIgnoredDuringExecution").Maps()
            .Select(t => From(pod, t.Map("podAffinityTerm"), t.Long("weight") ?? 0));

    private static PodTerm From(KubeObject pod, JsonMap term, long weight)
    {
        var named = term.List("namespaces").Strings().ToList();
        // Selecting namespaces by label would need their objects; an empty selector, which means all of them, is what is used.
        IEnumerable<string>? namespaces = term.ContainsKey("namespaceSelector") ? null : named.Count > 0 ? named : [pod.Namespace];
        return new(new PodSelector(namespaces, Labels(pod, term)), term.String("topologyKey") ?? "", weight);
    }

    private static LabelSelector Labels(KubeObject pod, JsonMap term)
    {
        var selector = term["labelSelector"] as JsonMap;
        foreach (var key in term.List("matchLabelKeys").Strings())
            if (pod.Labels.String(key) is { } value) selector = (selector ?? JsonMap.Empty).SetIn(value, "matchLabels", key);
        return LabelSelector.From(selector);
    }
}
