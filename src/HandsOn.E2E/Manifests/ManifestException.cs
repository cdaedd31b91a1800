namespace HandsOn.E2E.Manifests;

/// <summary>A file that a user brought is wrong: one sentence, with file and line.</summary>
public sealed class ManifestException(string file, int line, string what) : Exception(line > 0 ? $"{file}:{line}: {what}" : $"{file}: {what}")
{
    /// <summary>The file.</summary>
    public string File { get; } = file;

    /// <summary>The line, counted from 1; 0 where the whole file is meant.</summary>
    public int Line { get; } = line;
}
