namespace HandsOn.Kubernetes.Selectors;

/// <summary>A piece of a label selector's text.</summary>
internal readonly record struct LabelToken(LabelTokenKind Kind, string Text)
{
    /// <summary>The same piece where a value is expected: there, <c>in</c> and <c>notin</c> are words like others.</summary>
    public LabelToken AsValue() =>
        Kind is LabelTokenKind.In or LabelTokenKind.NotIn ? this with { Kind = LabelTokenKind.Identifier } : this;
}

internal enum LabelTokenKind
{
    End,
    CloseParenthesis,
    Comma,
    Not,
    DoubleEquals,
    Equals,
    GreaterThan,
    Identifier,
    In,
    LessThan,
    NotEquals,
    NotIn,
    OpenParenthesis,
}
