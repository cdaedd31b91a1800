namespace HandsOn.Kubernetes.Selectors;

/// <summary>Cuts a label selector's text into pieces (staging/src/k8s.io/apimachinery/pkg/labels/selector.go, Lexer).</summary>
internal static class LabelSelectorLexer
{
    private const string Symbols = "=!(),><";
    private const string Spaces = " \t\r\n";

    public static List<LabelToken> Read(string text)
    {
        var tokens = new List<LabelToken>();
        var rest = text.AsSpan();
        do
        {
            rest = rest.TrimStart(Spaces);
            tokens.Add(Next(ref rest));
        }
        while (tokens[^1].Kind != LabelTokenKind.End);
        return tokens;
    }

    private static LabelToken Next(ref ReadOnlySpan<char> rest)
    {
        if (rest.IsEmpty || rest[0] == '\0') return new(LabelTokenKind.End, "");
        if (Symbols.Contains(rest[0])) return Symbol(ref rest);
        var length = rest.IndexOfAny(Symbols + Spaces + "\0");
        var word = rest[..(length < 0 ? rest.Length : length)].ToString();
        rest = rest[word.Length..];
        return new(word switch { "in" => LabelTokenKind.In, "notin" => LabelTokenKind.NotIn, _ => LabelTokenKind.Identifier }, word);
    }

    private static LabelToken Symbol(ref ReadOnlySpan<char> rest)
    {
        var length = rest.Length > 1 && rest[1] == '=' && rest[0] is '=' or '!' ? 2 : 1;
        var text = rest[..length].ToString();
        rest = rest[length..];
        return new(text switch
        {
            ")" => LabelTokenKind.CloseParenthesis,
            "," => LabelTokenKind.Comma,
            "!" => LabelTokenKind.Not,
            "==" => LabelTokenKind.DoubleEquals,
            "=" => LabelTokenKind.Equals,
            ">" => LabelTokenKind.GreaterThan,
            "<" => LabelTokenKind.LessThan,
            "!=" => LabelTokenKind.NotEquals,
            _ => LabelTokenKind.OpenParenthesis,
        }, text);
    }
}
