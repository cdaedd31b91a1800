using HandsOn.E2E.Versions;

namespace HandsOn.E2E.Reporting.Matrix;

/// <summary>How a section went on one minor.</summary>
public enum MatrixCell
{
    /// <summary>It was not run there.</summary>
    NotRun,

    /// <summary>It does what it promises, as it is written.</summary>
    Passed,

    /// <summary>It does what it promises with lines of the text rewritten.</summary>
    Rewritten,

    /// <summary>It does not.</summary>
    Failed,
}

/// <summary>A run on one minor, among several.</summary>
/// <param name="Minor">The minor.</param>
/// <param name="Run">How it went; <see langword="null"/> where no scenario could be run.</param>
/// <param name="WhyNot">Why none could, in one sentence.</param>
/// <param name="Page">The path of its own HTML report.</param>
public sealed record MatrixColumn(KubernetesMinor Minor, RunReport? Run, string? WhyNot = null, string? Page = null)
{
    /// <summary>Whether everything passed there.</summary>
    public bool Passed => Run is { Passed: true, Sections.Count: > 0 };

    /// <summary>A section as it went there.</summary>
    public SectionReport? Find(string section) => Run?.Sections.FirstOrDefault(s => s.Name == section);

    /// <summary>How a section went there, in a word.</summary>
    public MatrixCell this[string section] => Find(section) switch
    {
        null => MatrixCell.NotRun,
        { Passed: false } => MatrixCell.Failed,
        // A line of the text with a note is one that an amendment has replaced.
        { Steps: var steps } => steps.Any(s => s is { Line: not null, Note: not null }) ? MatrixCell.Rewritten : MatrixCell.Passed,
    };
}
