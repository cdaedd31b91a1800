namespace HandsOn.E2E.Inputs;

/// <summary>A file that a user brought is wrong: one sentence, with file and line.</summary>
/// <param name="file">The file.</param>
/// <param name="line">The line, counted from 1; 0 where the whole file is meant.</param>
/// <param name="what">What is wrong.</param>
public sealed class ManifestException(string file, int line, string what) : SourceException(file, line, what);
