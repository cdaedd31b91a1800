using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Selectors;

namespace HandsOn.Cluster.Api.Pods;

/// <summary>One term of a node selector: all its expressions must hold (staging/src/k8s.io/component-helpers/scheduling/corev1/nodeaffinity).</summary>
internal sealed class NodeSelectorTerm
{
    private readonly LabelRequirement[] labels;
    private readonly (string Operator, string[] Values)[] names;

    private NodeSelectorTerm(LabelRequirement[] labels, (string, string[])[] names)
    {
        this.labels = labels;
        this.names = names;
    }

    public static NodeSelectorTerm From(JsonMap term) => new(
        [.. term.List("matchExpressions").Maps().Select(Requirement)],
        [.. term.List("matchFields").Maps().Select(f => (f.String("operator") ?? "", f.List("values").Strings().ToArray()))]);

    /// <summary>An empty term matches no node.</summary>
    public bool Matches(KubeObject node)
    {
        if (labels.Length + names.Length == 0) return false;
        foreach (var label in labels)
            if (!label.Matches(node.Labels)) return false;
        foreach (var (@operator, values) in names)
            if (values.Contains(node.Name) != (@operator == "In")) return false;
        return true;
    }

    private static LabelRequirement Requirement(JsonMap expression) => LabelRequirement.Create(
        expression.String("key") ?? "", Operator(expression.String("operator")), [.. expression.List("values").Strings()]);

    private static LabelOperator Operator(string? name) => name switch
    {
        "In" => LabelOperator.In,
        "NotIn" => LabelOperator.NotIn,
        "Exists" => LabelOperator.Exists,
        "DoesNotExist" => LabelOperator.DoesNotExist,
        "Gt" => LabelOperator.GreaterThan,
        _ => LabelOperator.LessThan,
    };
}
