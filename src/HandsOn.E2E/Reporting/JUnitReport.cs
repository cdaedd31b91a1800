using System.Globalization;
using System.Xml.Linq;

namespace HandsOn.E2E.Reporting;

/// <summary>A run as JUnit XML, which every CI system reads.</summary>
public static class JUnitReport
{
    /// <summary>Makes the document.</summary>
    public static XDocument Make(RunReport run) => new(new XElement("testsuites",
        new XElement("testsuite",
            new XAttribute("name", "HandsOn.E2E"),
            new XAttribute("tests", run.Sections.Count),
            new XAttribute("failures", run.Sections.Count(s => !s.Passed)),
            new XAttribute("errors", run.Leaks.Count),
            new XAttribute("time", Seconds(run.Duration)),
            new XAttribute("timestamp", run.Started.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture)),
            run.Sections.Select(Case),
            run.Leaks.Count == 0 ? null : new XElement("system-err", Clean(string.Join('\n', run.Leaks))))));

    private static XElement Case(SectionReport section) => new("testcase",
        new XAttribute("classname", $"{section.Provider} {section.Kubernetes}"),
        new XAttribute("name", section.Name),
        new XAttribute("time", Seconds(section.Duration)),
        section.FailedAt is { } at ? [new XAttribute("file", at.File), new XAttribute("line", at.Line)] : Array.Empty<XAttribute>(),
        section.Failure is { } failure ? new XElement("failure", new XAttribute("message", Clean(failure)), Clean(Steps(section))) : null);

    private static string Steps(SectionReport section) => string.Join('\n', section.Steps.Select(s =>
        $"{(s.Failure is null ? "ok    " : "FAILED")} {s.Sentence}{(s.Line is null ? "" : $" ({s.Line})")}{(s.Failure is null ? "" : $"\n{s.Command}\n{s.Output}\n{s.Failure}")}"));

    private static string Seconds(TimeSpan duration) => duration.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);

    // What a log may hold and XML 1.0 may not.
    private static string Clean(string text) => string.Concat(text.Where(c => c is '\t' or '\n' or '\r' or (>= ' ' and not ('\uFFFE' or '\uFFFF')) && !char.IsSurrogate(c)));
}
