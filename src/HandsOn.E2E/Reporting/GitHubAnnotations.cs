namespace HandsOn.E2E.Reporting;

/// <summary>Failures as GitHub's workflow commands, which it shows at the lines of a pull request.</summary>
public static class GitHubAnnotations
{
    /// <summary>One line for each failure.</summary>
    public static IEnumerable<string> Of(RunReport run) =>
        run.FailuresFirst.Where(s => !s.Passed).Select(s =>
            $"::error {(s.FailedAt is { } at ? $"file={Property(at.File)},line={at.Line}," : "")}title={Property(s.Name)}::{Message(s.Failure!)}");

    private static string Message(string text) => text.Replace("%", "%25").Replace("\r", "%0D").Replace("\n", "%0A");

    private static string Property(string text) => Message(text).Replace(":", "%3A").Replace(",", "%2C");
}
