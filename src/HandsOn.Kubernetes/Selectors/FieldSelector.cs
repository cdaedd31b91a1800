using System.Text;
using HandsOn.Kubernetes.Errors;

namespace HandsOn.Kubernetes.Selectors;

/// <summary>
/// Selects objects by some of their fields: all requirements must hold. Which fields there are is each resource's affair
/// (staging/src/k8s.io/apimachinery/pkg/fields/selector.go).
/// </summary>
public sealed class FieldSelector
{
    private readonly FieldRequirement[] requirements;

    private FieldSelector(FieldRequirement[] requirements) => this.requirements = requirements;

    /// <summary>Selects every object.</summary>
    public static FieldSelector Everything { get; } = new([]);

    /// <summary>The requirements.</summary>
    public IReadOnlyList<FieldRequirement> Requirements => requirements;

    /// <summary>Whether every object is selected.</summary>
    public bool IsEverything => requirements.Length == 0;

    /// <summary>Reads a <c>fieldSelector</c> query parameter: <c>status.phase=Running,spec.nodeName!=n1</c>.</summary>
    /// <exception cref="StatusException">400: the text is no selector; the message is that of Kubernetes.</exception>
    public static FieldSelector Parse(string text)
    {
        var requirements = Terms(text).Order(StringComparer.Ordinal).Where(t => t.Length > 0).Select(t => Requirement(t, text)).ToArray();
        return requirements.Length == 0 ? Everything : new(requirements);
    }

    /// <summary>A selector of the given requirements.</summary>
    public static FieldSelector Of(params FieldRequirement[] requirements) => new([.. requirements]);

    /// <summary>Whether the fields fulfil every requirement.</summary>
    /// <param name="valueOf">Gives a field's value; <see langword="null"/> counts as empty.</param>
    public bool Matches(Func<string, string?> valueOf)
    {
        foreach (var requirement in requirements)
            if ((valueOf(requirement.Field) ?? "") == requirement.Value == requirement.IsNegated) return false;
        return true;
    }

    /// <summary>The value that a field must have, where the selector demands one.</summary>
    public string? ExactValue(string field)
    {
        foreach (var requirement in requirements)
            if (requirement.Field == field && !requirement.IsNegated) return requirement.Value;
        return null;
    }

    /// <summary>As in a query string.</summary>
    public override string ToString() => string.Join(",", requirements.Select(r => r.ToString()));

    internal static string Escape(string value) => value
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace(",", "\\,", StringComparison.Ordinal)
        .Replace("=", "\\=", StringComparison.Ordinal);

    private static List<string> Terms(string text)
    {
        var terms = new List<string>();
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\') i++;
            else if (text[i] == ',')
            {
                terms.Add(text[start..i]);
                start = i + 1;
            }
        }
        terms.Add(text[start..]);
        return terms;
    }

    private static FieldRequirement Requirement(string term, string all)
    {
        for (var i = 0; i < term.Length; i++)
        {
            var rest = term.AsSpan(i);
            if (rest.StartsWith("!=")) return new(term[..i], Unescape(term[(i + 2)..]), IsNegated: true);
            if (rest.StartsWith("==")) return new(term[..i], Unescape(term[(i + 2)..]));
            if (rest.StartsWith("=")) return new(term[..i], Unescape(term[(i + 1)..]));
        }
        throw StatusErrors.BadRequest($"invalid selector: '{all}'; can't understand '{term}'");
    }

    private static string Unescape(string value)
    {
        if (value.AsSpan().IndexOfAny('\\', ',', '=') < 0) return value;
        var plain = new StringBuilder(value.Length);
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] is ',' or '=')
                throw StatusErrors.BadRequest($"invalid field selector: unescaped character in value: {(int)value[i]}");
            if (value[i] != '\\') plain.Append(value[i]);
            else if (++i < value.Length && value[i] is '\\' or ',' or '=') plain.Append(value[i]);
            else throw StatusErrors.BadRequest($"invalid field selector: invalid escape sequence: \\{(i < value.Length ? value[i] : "")}");
        }
        return plain.ToString();
    }
}
