namespace HandsOn.E2E.Inputs;

/// <summary>Something in a file that a user wrote is wrong: one sentence, with file and line.</summary>
/// <param name="file">The file.</param>
/// <param name="line">The line, counted from 1; 0 where the whole file is meant.</param>
/// <param name="what">What is wrong.</param>
/// <param name="cause">What said so, where something did.</param>
public abstract class SourceException(string file, int line, string what, Exception? cause = null)
    : Exception(line > 0 ? $"{file}:{line}: {what}" : $"{file}: {what}", cause)
{
    /// <summary>The file.</summary>
    public string File { get; } = file;

    /// <summary>The line, counted from 1; 0 where the whole file is meant.</summary>
    public int Line { get; } = line;
}
