namespace HandsOn.E2E.Inputs;

/// <summary>A line of a file that a user wrote: the hands-on's text, or a manifest.</summary>
/// <param name="File">The file, relative to the project where it is inside it.</param>
/// <param name="Line">Counted from 1.</param>
public sealed record SourceLine(string File, int Line)
{
    /// <summary><c>file:line</c>.</summary>
    public override string ToString() => $"{File}:{Line}";
}
