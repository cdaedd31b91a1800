using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;

namespace HandsOn.Kubernetes.Selectors;

/// <summary>Selects objects by their labels: all requirements must hold.</summary>
/// <example><code>
/// var selector = LabelSelector.Parse("app=guestbook,tier in (frontend,backend)");
/// var matches = selector.Matches(pod.Labels);
/// </code></example>
public sealed class LabelSelector
{
    private readonly LabelRequirement[] requirements;
    private readonly bool matchesNothing;

    private LabelSelector(IEnumerable<LabelRequirement> requirements, bool matchesNothing = false)
    {
        this.requirements = [.. requirements.OrderBy(r => r.Key, StringComparer.Ordinal)];
        this.matchesNothing = matchesNothing;
    }

    /// <summary>Selects every object.</summary>
    public static LabelSelector Everything { get; } = new([]);

    /// <summary>Selects no object.</summary>
    public static LabelSelector Nothing { get; } = new([], matchesNothing: true);

    /// <summary>The requirements, sorted by label.</summary>
    public IReadOnlyList<LabelRequirement> Requirements => requirements;

    /// <summary>Whether every object is selected.</summary>
    public bool IsEverything => requirements.Length == 0 && !matchesNothing;

    /// <summary>Reads a <c>labelSelector</c> query parameter: <c>a=b,c!=d,e in (f,g),h,!i,j&gt;1</c>.</summary>
    /// <exception cref="StatusException">400: the text is no selector; the message is that of Kubernetes.</exception>
    public static LabelSelector Parse(string text) => text.Length == 0 ? Everything : new(new LabelSelectorParser(text).Parse());

    /// <summary>
    /// Reads a <c>LabelSelector</c> object (<c>matchLabels</c>, <c>matchExpressions</c>). Where there is none, nothing is
    /// selected; an empty one selects everything (staging/src/k8s.io/apimachinery/pkg/apis/meta/v1/helpers.go).
    /// </summary>
    /// <exception cref="StatusException">400: the selector makes no sense.</exception>
    public static LabelSelector From(JsonMap? selector)
    {
        if (selector is null) return Nothing;
        var requirements = new List<LabelRequirement>();
        foreach (var (key, value) in selector.Map("matchLabels").Strings())
            requirements.Add(LabelRequirement.Create(key, LabelOperator.Equals, value));
        foreach (var expression in selector.List("matchExpressions").Maps())
            requirements.Add(FromExpression(expression));
        return requirements.Count == 0 ? Everything : new(requirements);
    }

    /// <summary>Selects objects that have all these labels (a Service's selector); everything where there are none.</summary>
    public static LabelSelector FromLabels(JsonMap labels) => labels.Count == 0
        ? Everything
        : new(labels.Strings().Select(l => LabelRequirement.Create(l.Key, LabelOperator.Equals, l.Value)));

    /// <summary>Whether the labels fulfil every requirement.</summary>
    public bool Matches(JsonMap labels)
    {
        foreach (var requirement in requirements)
            if (!requirement.Matches(labels)) return false;
        return !matchesNothing;
    }

    /// <summary>The value that a label must have, where the selector demands exactly one.</summary>
    public string? ExactValue(string key)
    {
        foreach (var requirement in requirements)
            if (requirement.Key == key && requirement.Values.Count == 1
                && requirement.Operator is LabelOperator.Equals or LabelOperator.DoubleEquals or LabelOperator.In)
                return requirement.Values[0];
        return null;
    }

    /// <summary>As in a query string; <c>kubectl</c> and <c>status.selector</c> of scales show it so.</summary>
    public override string ToString() => string.Join(",", requirements.Select(r => r.ToString()));

    private static LabelRequirement FromExpression(JsonMap expression)
    {
        var name = expression.String("operator") ?? "";
        var @operator = name switch
        {
            "In" => LabelOperator.In,
            "NotIn" => LabelOperator.NotIn,
            "Exists" => LabelOperator.Exists,
            "DoesNotExist" => LabelOperator.DoesNotExist,
            _ => throw StatusErrors.BadRequest($"{FieldErrors.Show(name)} is not a valid label selector operator"),
        };
        return LabelRequirement.Create(expression.String("key") ?? "", @operator, [.. expression.List("values").Strings()]);
    }
}
