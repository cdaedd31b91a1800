namespace HandsOn.E2E.Tutorials.Texts;

/// <summary>A hands-on's text, read for one Kubernetes minor: its sections, and what a reader of each types.</summary>
/// <param name="File">The text's file, as failures name it.</param>
/// <param name="Sections">
/// Every heading of the text, in order, with what stands below it; a section's steps are also those of the headings above it.
/// </param>
public sealed record TutorialText(string File, IReadOnlyList<TutorialSection> Sections)
{
    /// <summary>The section of that heading.</summary>
    /// <exception cref="TutorialException">The text has no such heading.</exception>
    public TutorialSection Section(string heading) =>
        Sections.FirstOrDefault(s => s.Heading == heading)
        ?? throw new TutorialException(File, 1, $"the text has no heading \"{heading}\"; it has {string.Join(", ", Sections.Select(s => $"\"{s.Heading}\""))}");

    /// <summary>The steps that a reader has done before that section, as far as the section builds on them.</summary>
    public IReadOnlyList<TutorialStep> StepsBefore(TutorialSection section) =>
        [.. Sections.SelectMany(s => s.Steps).Where(s => s.Line < section.Line && s.ChangesState).DistinctBy(s => s.Line)];
}
