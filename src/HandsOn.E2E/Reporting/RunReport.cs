namespace HandsOn.E2E.Reporting;

/// <summary>A whole run: its sections, the failed ones first.</summary>
/// <param name="Started">When it began.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="Sections">The sections, in the order in which they ended.</param>
/// <param name="Leaks">What was left behind; empty where nothing was.</param>
public sealed record RunReport(DateTimeOffset Started, TimeSpan Duration, IReadOnlyList<SectionReport> Sections, IReadOnlyList<string> Leaks)
{
    /// <summary>Whether every section passed and nothing was left behind.</summary>
    public bool Passed => Leaks.Count == 0 && Sections.All(s => s.Passed);

    /// <summary>The sections, the failed ones first, then by name.</summary>
    public IEnumerable<SectionReport> FailuresFirst => Sections.OrderBy(s => s.Passed).ThenBy(s => s.Name, StringComparer.Ordinal);
}
