using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Selectors;

namespace HandsOn.Cluster.Api.Pods;

/// <summary>Which pods somebody means: some namespaces, by name or by label, and a label selector. Equal texts mean equal pods.</summary>
internal sealed class PodSelector : IEquatable<PodSelector>
{
    private readonly HashSet<string> namespaces;
    private readonly LabelSelector namespaceLabels;
    private readonly LabelSelector labels;
    private readonly Func<string, JsonMap> labelsOfNamespace;
    private readonly string text;

    public PodSelector(string @namespace, LabelSelector labels)
        : this([@namespace], LabelSelector.Nothing, labels, static _ => JsonMap.Empty) { }

    /// <param name="namespaces">The namespaces by name.</param>
    /// <param name="namespaceLabels">More namespaces, by their labels.</param>
    /// <param name="labels">The labels of the pods.</param>
    /// <param name="labelsOfNamespace">Gives the labels of a namespace.</param>
    public PodSelector(IEnumerable<string> namespaces, LabelSelector namespaceLabels, LabelSelector labels, Func<string, JsonMap> labelsOfNamespace)
    {
        this.namespaces = namespaces.ToHashSet(StringComparer.Ordinal);
        (this.namespaceLabels, this.labels, this.labelsOfNamespace) = (namespaceLabels, labels, labelsOfNamespace);
        text = $"{string.Join(',', this.namespaces.Order(StringComparer.Ordinal))}|{Text(namespaceLabels)}|{Text(labels)}";
    }

    public bool Matches(KubeObject pod) =>
        labels.Matches(pod.Labels) && (namespaces.Contains(pod.Namespace) || MatchesByLabel(pod.Namespace));

    public bool Equals(PodSelector? other) => other is not null && text == other.text;

    public override bool Equals(object? obj) => Equals(obj as PodSelector);

    public override int GetHashCode() => text.GetHashCode(StringComparison.Ordinal);

    private bool MatchesByLabel(string name) =>
        !ReferenceEquals(namespaceLabels, LabelSelector.Nothing) && (namespaceLabels.IsEverything || namespaceLabels.Matches(labelsOfNamespace(name)));

    private static string Text(LabelSelector selector) => selector.IsEverything ? "*" : selector.ToString();
}
