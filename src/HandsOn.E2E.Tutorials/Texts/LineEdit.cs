namespace HandsOn.E2E.Tutorials.Texts;

/// <summary>One line of a file that the reader changes: <c>line 10: replicas: 1 &lt;- 2</c>.</summary>
/// <param name="TextLine">The line of the hands-on's text that says so.</param>
/// <param name="FileLine">The line of the file, counted from 1.</param>
/// <param name="Old">What the line holds, without its indentation.</param>
/// <param name="Value">The new value.</param>
public sealed record LineEdit(int TextLine, int FileLine, string Old, string Value)
{
    /// <summary>What the line will hold: the old words with the new value behind the last colon.</summary>
    public string New => Old.LastIndexOf(": ", StringComparison.Ordinal) is var colon and >= 0 ? Old[..(colon + 2)] + Value : Value;

    /// <summary>The file's text with the line changed.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="path">Its name, for the failure.</param>
    /// <param name="tutorialFile">The hands-on's file, for the failure.</param>
    /// <exception cref="TutorialException">The line does not hold the old words.</exception>
    public string Apply(string text, string path, string tutorialFile)
    {
        var lines = text.Split('\n');
        if (FileLine > lines.Length)
            throw new TutorialException(tutorialFile, TextLine, $"{path} has {lines.Length} lines, so line {FileLine} cannot be \"{Old}\"");
        var line = lines[FileLine - 1].TrimEnd('\r');
        var indent = line[..(line.Length - line.TrimStart().Length)];
        if (line.Trim() != Old)
            throw new TutorialException(tutorialFile, TextLine, $"line {FileLine} of {path} is \"{line.Trim()}\", not \"{Old}\"");
        lines[FileLine - 1] = indent + New + (lines[FileLine - 1].EndsWith('\r') ? "\r" : "");
        return string.Join('\n', lines);
    }
}
