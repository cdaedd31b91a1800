namespace HandsOn.Workloads.Shell.Syntax;

/// <summary>A piece of a shell script (POSIX.1, Shell Command Language).</summary>
internal abstract record ShellNode
{
    public IReadOnlyList<Redirection> Redirections { get; init; } = [];
}

/// <summary>Assignments and a command with its arguments; either may be missing.</summary>
internal sealed record SimpleCommand(IReadOnlyList<(string Name, Word Value)> Assignments, IReadOnlyList<Word> Words) : ShellNode;

internal sealed record Pipeline(IReadOnlyList<ShellNode> Commands, bool Negated) : ShellNode;

/// <summary><c>left &amp;&amp; right</c> or <c>left || right</c>.</summary>
internal sealed record AndOr(ShellNode Left, bool IsAnd, ShellNode Right) : ShellNode;

internal sealed record CommandList(IReadOnlyList<(ShellNode Command, bool Background)> Items) : ShellNode;

internal sealed record IfCommand(ShellNode Condition, ShellNode Then, ShellNode? Else) : ShellNode;

/// <summary><c>while</c> or <c>until</c>.</summary>
internal sealed record LoopCommand(ShellNode Condition, ShellNode Body, bool Until) : ShellNode;

internal sealed record ForCommand(string Name, IReadOnlyList<Word>? Words, ShellNode Body) : ShellNode;

internal sealed record CaseCommand(Word Subject, IReadOnlyList<(IReadOnlyList<Word> Patterns, ShellNode Body)> Branches) : ShellNode;

/// <summary><c>{ ... }</c> or <c>( ... )</c>.</summary>
internal sealed record GroupCommand(ShellNode Body, bool Subshell) : ShellNode;

internal sealed record FunctionDefinition(string Name, ShellNode Body) : ShellNode;

/// <summary>How a descriptor is redirected.</summary>
internal enum RedirectionKind
{
    Read,
    Write,
    Append,
    Duplicate,
    HereDocument,
}

/// <summary><c>2&gt;file</c>, <c>2&gt;&amp;1</c>, <c>&lt;file</c>; the text itself for a here-document.</summary>
internal sealed record Redirection(int Descriptor, RedirectionKind Kind, Word Target);

/// <summary>A word before expansion.</summary>
internal sealed record Word(IReadOnlyList<WordPart> Parts);

internal abstract record WordPart(bool Quoted);

internal sealed record LiteralPart(string Text, bool Quoted) : WordPart(Quoted);

/// <summary><c>$NAME</c>, <c>${NAME:-default}</c>, <c>${#NAME}</c>, <c>${NAME%pattern}</c>.</summary>
internal sealed record VariablePart(string Name, string Operator, Word? Argument, bool Quoted) : WordPart(Quoted);

/// <summary><c>$(...)</c> or backquotes.</summary>
internal sealed record SubstitutionPart(ShellNode Script, bool Quoted) : WordPart(Quoted);

internal sealed record ArithmeticPart(Word Expression, bool Quoted) : WordPart(Quoted);
