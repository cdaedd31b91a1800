namespace HandsOn.E2E.Reporting;

/// <summary>A whole run: its sections, the failed ones first.</summary>
/// <param name="Started">When it began.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="Sections">The sections, in the order in which they ended.</param>
/// <param name="Leaks">What was left behind; empty where nothing was.</param>
public sealed record RunReport(DateTimeOffset Started, TimeSpan Duration, IReadOnlyList<SectionReport> Sections, IReadOnlyList<string> Leaks)
{
    /// <summary>The number of retries after transient faults of the cluster or of a registry, by cause (<c>503</c>).</summary>
    public IReadOnlyDictionary<string, int> Retries { get; init; } = new Dictionary<string, int>();

    /// <summary>The retries in words; <see langword="null"/> where there were none.</summary>
    /// <value><c>3 retries after transient faults (429: 1, 503: 2)</c></value>
    public string? Retried
    {
        get
        {
            if (Retries.Count == 0) return null;
            var count = Retries.Values.Sum();
            var causes = Retries.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => $"{r.Key}: {r.Value}");
            return $"{count} {(count == 1 ? "retry" : "retries")} after transient faults ({string.Join(", ", causes)})";
        }
    }

    /// <summary>Whether every section passed and nothing was left behind.</summary>
    public bool Passed => Leaks.Count == 0 && Sections.All(s => s.Passed);

    /// <summary>The sections, the failed ones first, then by name.</summary>
    public IEnumerable<SectionReport> FailuresFirst => Sections.OrderBy(s => s.Passed).ThenBy(s => s.Name, StringComparer.Ordinal);
}
