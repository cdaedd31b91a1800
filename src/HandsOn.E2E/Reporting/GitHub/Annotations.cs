using HandsOn.E2E.Inputs;
using HandsOn.E2E.Reporting.Matrix;

namespace HandsOn.E2E.Reporting.GitHub;

/// <summary>
/// Failures as GitHub's workflow commands, which it shows at the lines of a pull request. It shows ten of a step: what fails at one
/// line is one annotation, however many sections meet it.
/// </summary>
public static class Annotations
{
    /// <summary>One line of output for each place that fails, and for each thing left behind.</summary>
    /// <param name="run">The run.</param>
    /// <param name="pathOf">A path as GitHub knows it.</param>
    public static IEnumerable<string> Of(RunReport run, Func<string, string> pathOf) => Of(
        run.FailuresFirst.Where(s => !s.Passed).Select(s => new Failure(s.FailedAt, s.Name, s.Failure!)).Concat(run.Leaks.Select(leak => new Failure(null, "Left behind", leak))), pathOf);

    /// <summary>One line of output for each place that fails on some minor.</summary>
    /// <param name="matrix">The runs.</param>
    /// <param name="pathOf">A path as GitHub knows it.</param>
    public static IEnumerable<string> Of(MatrixReport matrix, Func<string, string> pathOf) =>
        Of(matrix.Failures.Select(f => new Failure(f.At, f.Section is { } section ? $"{f.Minors}: {section}" : f.Minors, f.Sentence)), pathOf);

    /// <summary>A file that cannot be used.</summary>
    /// <param name="source">What is wrong, and where.</param>
    /// <param name="pathOf">A path as GitHub knows it.</param>
    public static string Of(SourceException source, Func<string, string> pathOf) =>
        Command(new(source.File, source.Line), source is ManifestException ? "Manifest" : "Text", source.Message, pathOf);

    /// <summary>Why nothing was run.</summary>
    public static string Of(string sentence) => Command(null, "Nothing was run", sentence, path => path);

    private static IEnumerable<string> Of(IEnumerable<Failure> failures, Func<string, string> pathOf) =>
        failures.GroupBy(f => f.At?.ToString() ?? f.Sentence).Select(place => Of(place.First(), [.. place.Skip(1).Select(f => f.Title)], pathOf));

    private static string Of(Failure failure, IReadOnlyList<string> others, Func<string, string> pathOf) => Command(
        failure.At, failure.Title, others.Count == 0 ? failure.Sentence : $"{failure.Sentence}\n\nThe same line fails: {string.Join("; ", others)}", pathOf);

    private static string Command(SourceLine? at, string title, string message, Func<string, string> pathOf)
    {
        var place = at is null ? "" : $"file={Property(pathOf(at.File))},{(at.Line > 0 ? $"line={at.Line}," : "")}";
        return $"::error {place}title={Property(title)}::{Message(message)}";
    }

    // The escapes that the runner undoes (actions/toolkit, packages/core/src/command.ts).
    private static string Message(string text) => text.Replace("%", "%25").Replace("\r", "%0D").Replace("\n", "%0A");

    private static string Property(string text) => Message(text).Replace(":", "%3A").Replace(",", "%2C");

    private sealed record Failure(SourceLine? At, string Title, string Sentence);
}
