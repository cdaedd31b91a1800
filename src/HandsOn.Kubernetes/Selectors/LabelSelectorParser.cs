using HandsOn.Kubernetes.Errors;

namespace HandsOn.Kubernetes.Selectors;

/// <summary>Reads label selectors from query strings (staging/src/k8s.io/apimachinery/pkg/labels/selector.go, Parser).</summary>
internal sealed class LabelSelectorParser(string text)
{
    private const string InRequirement = "unable to parse requirement: ";

    private readonly List<LabelToken> tokens = LabelSelectorLexer.Read(text);
    private int position;

    private LabelToken Ahead => tokens[position].AsValue();

    public List<LabelRequirement> Parse()
    {
        var requirements = new List<LabelRequirement>();
        while (true)
        {
            var token = Ahead;
            if (token.Kind == LabelTokenKind.End) return requirements;
            if (token.Kind is not (LabelTokenKind.Identifier or LabelTokenKind.Not))
                throw Wrong($"found '{token.Text}', expected: !, identifier, or 'end of string'");
            requirements.Add(Requirement());
            var after = Take();
            if (after.Kind == LabelTokenKind.End) return requirements;
            if (after.Kind != LabelTokenKind.Comma) throw Wrong($"found '{after.Text}', expected: ',' or 'end of string'");
            if (Ahead.Kind is not (LabelTokenKind.Identifier or LabelTokenKind.Not))
                throw Wrong($"found '{Ahead.Text}', expected: identifier after ','");
        }
    }

    private static StatusException Wrong(string message) => StatusErrors.BadRequest(message);

    private static StatusException WrongRequirement(string message) => Wrong(InRequirement + message);

    private LabelToken Take() => tokens[position++].AsValue();

    private LabelRequirement Requirement()
    {
        var (key, known) = KeyAndOperator();
        if (known is { } existence) return Create(key, existence, []);
        var @operator = Operator();
        var values = @operator is LabelOperator.In or LabelOperator.NotIn ? Values() : ExactValue();
        return Create(key, @operator, [.. values]);
    }

    private static LabelRequirement Create(string key, LabelOperator @operator, string[] values)
    {
        try
        {
            return LabelRequirement.Create(key, @operator, values);
        }
        catch (StatusException wrong)
        {
            throw WrongRequirement(wrong.Message);
        }
    }

    private (string Key, LabelOperator? Operator) KeyAndOperator()
    {
        var token = Take();
        LabelOperator? known = null;
        if (token.Kind == LabelTokenKind.Not)
        {
            known = LabelOperator.DoesNotExist;
            token = Take();
        }
        if (token.Kind != LabelTokenKind.Identifier) throw WrongRequirement($"found '{token.Text}', expected: identifier");
        var errors = new FieldErrors();
        LabelRequirement.CheckKey(errors, FieldPath.Root("<nil>"), token.Text);
        LabelRequirement.ThrowIfAny(errors, InRequirement);
        if (Ahead.Kind is LabelTokenKind.End or LabelTokenKind.Comma) known ??= LabelOperator.Exists;
        return (token.Text, known);
    }

    private LabelOperator Operator()
    {
        var token = tokens[position++];
        return token.Kind switch
        {
            LabelTokenKind.In => LabelOperator.In,
            LabelTokenKind.NotIn => LabelOperator.NotIn,
            LabelTokenKind.Equals => LabelOperator.Equals,
            LabelTokenKind.DoubleEquals => LabelOperator.DoubleEquals,
            LabelTokenKind.NotEquals => LabelOperator.NotEquals,
            LabelTokenKind.GreaterThan => LabelOperator.GreaterThan,
            LabelTokenKind.LessThan => LabelOperator.LessThan,
            _ => throw WrongRequirement($"found '{token.Text}', expected: in, notin, =, ==, !=, gt, lt"),
        };
    }

    private SortedSet<string> ExactValue()
    {
        if (Ahead.Kind is LabelTokenKind.End or LabelTokenKind.Comma) return [""];
        var token = Take();
        if (token.Kind != LabelTokenKind.Identifier) throw WrongRequirement($"found '{token.Text}', expected: identifier");
        return [token.Text];
    }

    private SortedSet<string> Values()
    {
        var open = Take();
        if (open.Kind != LabelTokenKind.OpenParenthesis) throw WrongRequirement($"found '{open.Text}' expected: '('");
        var first = Ahead;
        switch (first.Kind)
        {
            case LabelTokenKind.Identifier or LabelTokenKind.Comma:
                var values = List();
                if (Take().Kind != LabelTokenKind.CloseParenthesis) throw WrongRequirement($"found '{first.Text}', expected: ')'");
                return values;
            case LabelTokenKind.CloseParenthesis:
                Take();
                return [""];
            default:
                throw WrongRequirement($"found '{first.Text}', expected: ',', ')' or identifier");
        }
    }

    private SortedSet<string> List()
    {
        var values = new SortedSet<string>(StringComparer.Ordinal);
        while (true)
        {
            var token = Take();
            if (token.Kind == LabelTokenKind.Identifier)
            {
                values.Add(token.Text);
                if (Ahead.Kind == LabelTokenKind.CloseParenthesis) return values;
                if (Ahead.Kind != LabelTokenKind.Comma) throw WrongRequirement($"found '{Ahead.Text}', expected: ',' or ')'");
            }
            else if (token.Kind == LabelTokenKind.Comma)
            {
                if (values.Count == 0 || Ahead.Kind == LabelTokenKind.Comma) values.Add("");
                if (Ahead.Kind != LabelTokenKind.CloseParenthesis) continue;
                values.Add("");
                return values;
            }
            else throw WrongRequirement($"found '{token.Text}', expected: ',', or identifier");
        }
    }
}
