namespace HandsOn.E2E.Tutorial;

/// <summary>Something in a hands-on's text cannot be followed: one sentence, with the text's file and line.</summary>
public sealed class TutorialException(string file, int line, string what, Exception? cause = null) : Exception($"{file}:{line}: {what}", cause)
{
    /// <summary>The text's file.</summary>
    public string File { get; } = file;

    /// <summary>The line of the text, counted from 1.</summary>
    public int Line { get; } = line;
}
