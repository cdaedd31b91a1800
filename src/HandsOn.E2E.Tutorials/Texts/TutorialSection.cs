namespace HandsOn.E2E.Tutorials.Texts;

/// <summary>A heading of the text with everything below it, up to the next heading of the same rank.</summary>
/// <param name="File">The text's file, as failures name it.</param>
/// <param name="Heading">The heading's words.</param>
/// <param name="Level">How many <c>#</c> it has.</param>
/// <param name="Line">The line of the text.</param>
/// <param name="Steps">What its reader does, in order.</param>
public sealed record TutorialSection(string File, string Heading, int Level, int Line, IReadOnlyList<TutorialStep> Steps)
{
    /// <summary>The one step that stands under that smaller heading.</summary>
    /// <exception cref="TutorialException">There is none.</exception>
    public TutorialStep StepUnder(string title) =>
        Steps.FirstOrDefault(s => s.Title == title)
        ?? throw new TutorialException(File, Line, $"the section \"{Heading}\" has no heading \"{title}\" with something to do below it");
}
