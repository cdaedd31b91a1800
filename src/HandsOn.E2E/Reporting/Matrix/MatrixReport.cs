using HandsOn.E2E.Inputs;
using HandsOn.E2E.Versions;

namespace HandsOn.E2E.Reporting.Matrix;

/// <summary>What fails in the same way on some minors.</summary>
/// <param name="Minors">Which: <c>1.31..1.37</c>.</param>
/// <param name="Section">The section; <see langword="null"/> where no scenario could be run at all.</param>
/// <param name="At">The line to which the failure points.</param>
/// <param name="Sentence">Why, on the first of the minors.</param>
public sealed record MatrixFailure(string Minors, string? Section, SourceLine? At, string Sentence);

/// <summary>The same scenarios on several minors: section by minor, with the lines that fail and what is written instead.</summary>
/// <param name="Columns">The minors, in the order in which they ran.</param>
/// <param name="Rewrites">Which lines of the text are followed otherwise than they are written.</param>
public sealed record MatrixReport(IReadOnlyList<MatrixColumn> Columns, IReadOnlyList<Rewrite> Rewrites)
{
    /// <summary>Whether everything passed everywhere.</summary>
    public bool Passed => Columns.All(c => c.Passed);

    /// <summary>The names of the sections that some minor has run.</summary>
    public IReadOnlyList<string> Sections => [.. Columns.SelectMany(c => c.Run?.Sections ?? []).Select(s => s.Name).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>What failed: one entry for all minors on which a section fails at the same line.</summary>
    public IReadOnlyList<MatrixFailure> Failures =>
    [
        .. from failed in Columns.SelectMany(Of)
           group failed by (failed.Section, Place: failed.At?.ToString() ?? failed.Sentence) into same
           select new MatrixFailure(MinorRanges.Write(same.Select(f => f.Minor)), same.Key.Section, same.First().At, same.First().Sentence)
    ];

    private static IEnumerable<(KubernetesMinor Minor, string? Section, SourceLine? At, string Sentence)> Of(MatrixColumn column)
    {
        if (column.WhyNot is { } reason) yield return (column.Minor, null, null, reason);
        foreach (var section in column.Run?.FailuresFirst.Where(s => !s.Passed) ?? []) yield return (column.Minor, section.Name, section.FailedAt, section.Failure!);
        foreach (var leak in column.Run?.Leaks ?? []) yield return (column.Minor, null, null, $"left behind: {leak}");
    }
}
