using HandsOn.E2E.Tutorials.Amendments;

namespace HandsOn.E2E.Tutorials.Texts;

/// <summary>One thing that a hands-on's reader does.</summary>
/// <param name="Line">The line of the text, counted from 1.</param>
/// <param name="Title">The heading under which it stands.</param>
/// <param name="Typed">What the reader types, without the prompt.</param>
/// <param name="Amendment">Why it differs from the text, where it does.</param>
public abstract record TutorialStep(int Line, string Title, string Typed, Amendment? Amendment)
{
    /// <summary>Whether the step leaves the cluster or the work folder in another state that later sections build on.</summary>
    public abstract bool ChangesState { get; }
}

/// <summary>The reader calls kubectl.</summary>
/// <param name="Line">The line of the text.</param>
/// <param name="Title">The heading.</param>
/// <param name="Typed">What is typed.</param>
/// <param name="Amendment">Why it differs from the text.</param>
/// <param name="Arguments">kubectl's arguments; names in them may be samples that stand for live objects.</param>
/// <param name="SampleOutput">The output that the text shows below the command; empty where it shows none.</param>
public sealed record KubectlStep(
    int Line, string Title, string Typed, Amendment? Amendment, IReadOnlyList<string> Arguments, IReadOnlyList<string> SampleOutput)
    : TutorialStep(Line, Title, Typed, Amendment)
{
    /// <inheritdoc/>
    public override bool ChangesState => Arguments is ["apply" or "create", ..] or ["config", "use-context", ..];
}

/// <summary>The reader writes a file with a here-document.</summary>
/// <param name="Line">The line of the text.</param>
/// <param name="Title">The heading.</param>
/// <param name="Typed">What is typed.</param>
/// <param name="Amendment">Why it differs from the text.</param>
/// <param name="Path">The file, relative to the work folder.</param>
/// <param name="Content">What it will hold.</param>
public sealed record WriteFileStep(int Line, string Title, string Typed, Amendment? Amendment, string Path, string Content)
    : TutorialStep(Line, Title, Typed, Amendment)
{
    /// <inheritdoc/>
    public override bool ChangesState => true;
}

/// <summary>The reader edits a file.</summary>
/// <param name="Line">The line of the text.</param>
/// <param name="Title">The heading.</param>
/// <param name="Typed">What is typed.</param>
/// <param name="Amendment">Why it differs from the text.</param>
/// <param name="Path">The file, relative to the work folder.</param>
/// <param name="Edits">Which lines of it, and how.</param>
public sealed record EditFileStep(int Line, string Title, string Typed, Amendment? Amendment, string Path, IReadOnlyList<LineEdit> Edits)
    : TutorialStep(Line, Title, Typed, Amendment)
{
    /// <inheritdoc/>
    public override bool ChangesState => true;
}
