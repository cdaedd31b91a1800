using HandsOn.E2E.Manifests;

namespace HandsOn.E2E.Reporting.GitHub;

/// <summary>
/// Failures as GitHub's workflow commands, which it shows at the lines of a pull request. It shows ten of a step: what fails at one
/// line is one annotation, however many sections meet it.
/// </summary>
public static class Annotations
{
    /// <summary>One line of output for each place that fails.</summary>
    /// <param name="run">The run.</param>
    /// <param name="pathOf">A path as GitHub knows it.</param>
    public static IEnumerable<string> Of(RunReport run, Func<string, string> pathOf) =>
        run.FailuresFirst.Where(s => !s.Passed)
            .GroupBy(s => s.FailedAt?.ToString() ?? s.Failure)
            .Select(place => Of(place.First(), [.. place.Skip(1).Select(s => s.Name)], pathOf))
            .Concat(run.Leaks.Select(leak => Command(null, "Left behind", leak)));

    /// <summary>A manifest that no cluster would read.</summary>
    /// <param name="manifest">What is wrong, and where.</param>
    /// <param name="pathOf">A path as GitHub knows it.</param>
    public static string Of(ManifestException manifest, Func<string, string> pathOf) =>
        Command(Place(pathOf(manifest.File), manifest.Line), "Manifest", manifest.Message);

    /// <summary>Why nothing was run.</summary>
    public static string Of(string sentence) => Command(null, "Nothing was run", sentence);

    private static string Of(SectionReport section, IReadOnlyList<string> others, Func<string, string> pathOf) => Command(
        section.FailedAt is { } at ? Place(pathOf(at.File), at.Line) : null, section.Name,
        others.Count == 0 ? section.Failure! : $"{section.Failure}\n\nThe same line fails: {string.Join("; ", others)}");

    private static string Place(string file, int line) => $"file={Property(file)},{(line > 0 ? $"line={line}," : "")}";

    private static string Command(string? place, string title, string message) => $"::error {place}title={Property(title)}::{Message(message)}";

    // The escapes that the runner undoes (actions/toolkit, packages/core/src/command.ts).
    private static string Message(string text) => text.Replace("%", "%25").Replace("\r", "%0D").Replace("\n", "%0A");

    private static string Property(string text) => Message(text).Replace(":", "%3A").Replace(",", "%2C");
}
