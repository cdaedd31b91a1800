using HandsOn.E2E.Inputs;

namespace HandsOn.E2E.Reporting.Matrix;

/// <summary>Lines of the text that fail as they are written, and what is typed instead.</summary>
/// <param name="At">The first of them.</param>
/// <param name="Minors">On which minors of the matrix: <c>1.31..1.37</c>.</param>
/// <param name="Was">What the text says.</param>
/// <param name="Becomes">What is typed instead.</param>
/// <param name="Reason">Why, in one sentence.</param>
public sealed record Rewrite(SourceLine At, string Minors, IReadOnlyList<string> Was, IReadOnlyList<string> Becomes, string Reason);
