using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace HandsOn.E2E.Reporting;

/// <summary>
/// A run as JUnit XML, which every CI system reads. There is no standard: this is what GitLab, Jenkins and the readers for GitHub have
/// in common, and the attributes <c>file</c> and <c>line</c> of a case, which those that know them turn into links.
/// </summary>
public static class JUnitReport
{
    /// <summary>Makes the document.</summary>
    public static XDocument Make(RunReport run)
    {
        XAttribute[] counts =
        [
            new("tests", run.Sections.Count + (run.Leaks.Count > 0 ? 1 : 0)),
            new("failures", run.Sections.Count(s => !s.Passed)),
            new("errors", run.Leaks.Count > 0 ? 1 : 0),
            new("skipped", 0),
            new("time", Seconds(run.Duration)),
        ];
        return new(new XElement("testsuites", new XAttribute("name", "HandsOn.E2E"), counts,
            new XElement("testsuite",
                new XAttribute("name", "HandsOn.E2E"), counts,
                new XAttribute("timestamp", run.Started.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture)),
                run.Retries.Count == 0 ? null : new XElement("properties", run.Retries.Select(Property)),
                run.Sections.Select(Case),
                run.Leaks.Count == 0 ? null : Leaks(run.Leaks))));
    }

    /// <summary>Writes the document; without a byte order mark, which some readers take for text.</summary>
    public static void Write(RunReport run, string path)
    {
        using var writer = XmlWriter.Create(path, new() { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Indent = true });
        Make(run).Save(writer);
    }

    private static XElement Property(KeyValuePair<string, int> retries) =>
        new("property", new XAttribute("name", $"retries {retries.Key}"), new XAttribute("value", retries.Value));

    private static XElement Case(SectionReport section) => new("testcase",
        new XAttribute("classname", Class(section)),
        new XAttribute("name", Clean(section.Name)),
        new XAttribute("time", Seconds(section.Duration)),
        section.FailedAt is { } at ? [new XAttribute("file", at.File), new XAttribute("line", at.Line)] : Array.Empty<XAttribute>(),
        section.Failure is { } failure
            ? new XElement("failure", new XAttribute("message", Clean(failure)), new XAttribute("type", "failed"), Clean(Details(section)))
            : null);

    // Readers show cases only, so what was left behind is one.
    private static XElement Leaks(IReadOnlyList<string> leaks) => new("testcase",
        new XAttribute("classname", "HandsOn.E2E"),
        new XAttribute("name", "Nothing is left behind"),
        new XAttribute("time", Seconds(TimeSpan.Zero)),
        new XElement("error", new XAttribute("message", Clean(leaks[0])), new XAttribute("type", "leak"), Clean(string.Join('\n', leaks))));

    // Jenkins takes what stands before the last dot for a package, so a version must not have any; GitLab tells cases apart by class and name.
    private static string Class(SectionReport section) => $"HandsOn.{section.Provider} {section.Kubernetes.Replace('.', '_')}".TrimEnd();

    // Some readers show neither the message nor the attributes: the text says all of it.
    private static string Details(SectionReport section) =>
        $"{(section.FailedAt is { } at ? $"{at}: " : "")}{section.Failure}\n\n{string.Join('\n', section.Steps.Select(Details))}";

    private static string Details(StepReport step) =>
        $"{(step.Failure is null ? "ok    " : "FAILED")} {step.Sentence}{(step.Line is null ? "" : $" ({step.Line})")}{(step.Failure is null ? "" : $"\n{step.Command}\n{step.Output}\n{step.Failure}")}";

    private static string Seconds(TimeSpan duration) => duration.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);

    // What a log may hold and XML 1.0 may not; half a surrogate pair becomes the replacement character.
    private static string Clean(string text) =>
        string.Concat(text.EnumerateRunes().Where(r => !r.IsBmp || XmlConvert.IsXmlChar((char)r.Value)));
}
