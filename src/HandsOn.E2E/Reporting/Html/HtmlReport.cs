using System.Globalization;
using System.Net;
using System.Text;

namespace HandsOn.E2E.Reporting.Html;

/// <summary>A run as one HTML file that needs nothing else: no scripts, no fonts, nothing from anywhere.</summary>
public static class HtmlReport
{
    private static readonly Lazy<string> Style = new(() =>
    {
        using var stream = typeof(HtmlReport).Assembly.GetManifestResourceStream("HandsOn.E2E.Reporting.Html.report.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    });

    /// <summary>Makes the page.</summary>
    public static string Make(RunReport run)
    {
        var html = new StringBuilder();
        var failed = run.Sections.Count(s => !s.Passed);
        var verdict = run.Passed ? $"all {run.Sections.Count} sections passed" : failed > 0 ? $"{failed} of {run.Sections.Count} sections failed" : "something was left behind";
        html.Append(Head(verdict, run.Passed));
        html.Append($"<p class=\"dim\">{Text(run.Started.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture))} UTC, {Seconds(run.Duration)}; {Text(Platform(run))}</p>\n");
        if (run.Retried is { } retried) html.Append($"<p class=\"dim\">{Text(retried)}</p>\n");
        Leaks(html, run);
        Overview(html, run);
        foreach (var section in run.FailuresFirst) Section(html, section);
        Unverified(html, run);
        return html.Append("</html>\n").ToString();
    }

    internal static string Head(string verdict, bool isGood) =>
        $"<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>Hands-on: {Text(verdict)}</title>\n<style>\n{Style.Value}</style>\n"
        + $"<h1>Hands-on: <span class=\"{(isGood ? "good" : "bad")}\">{Text(verdict)}</span></h1>\n";

    internal static string Anchor(string section) => section.Replace(' ', '-');

    internal static string Text(string text) => WebUtility.HtmlEncode(text);

    private static string Platform(RunReport run) =>
        string.Join("; ", run.Sections.Select(s => $"Kubernetes {s.Kubernetes} on {s.Provider}, kubectl {s.Kubectl}").Distinct());

    private static void Leaks(StringBuilder html, RunReport run)
    {
        foreach (var leak in run.Leaks) html.Append($"<div class=\"failure\">Left behind: {Text(leak)}</div>\n");
    }

    private static void Overview(StringBuilder html, RunReport run)
    {
        html.Append("<table>\n<tr><th>Section</th><th>Result</th><th class=\"number\">Time</th><th>Provider</th><th>Kubernetes</th></tr>\n");
        foreach (var section in run.FailuresFirst)
            html.Append($"<tr><td><a href=\"#{Uri.EscapeDataString(Anchor(section))}\">{Text(section.Name)}</a></td><td>{Result(section.Passed)}</td><td class=\"number\">{Seconds(section.Duration)}</td><td>{Text(section.Provider)}</td><td>{Text(section.Kubernetes)}</td></tr>\n");
        html.Append("</table>\n");
    }

    private static void Section(StringBuilder html, SectionReport section)
    {
        html.Append($"<h2 id=\"{Text(Anchor(section))}\">{Text(section.Name)} {Result(section.Passed)} <span class=\"dim\">{Seconds(section.Duration)}</span></h2>\n");
        if (section.Failure is { } failure)
            html.Append($"<div class=\"failure\">{(section.FailedAt is { } at ? $"<b>{Text(at.ToString())}</b>\n" : "")}{Text(failure)}</div>\n");
        if (section.Artifacts is { } folder) html.Append($"<p class=\"dim\">describe, events and logs: {Text(folder)}</p>\n");
        foreach (var step in section.Steps) Step(html, step);
    }

    private static void Step(StringBuilder html, StepReport step)
    {
        html.Append($"<details{(step.Failure is null ? "" : " open")}><summary>{(step.Failure is null ? "" : Result(false) + " ")}{Text(step.Sentence)} <span class=\"dim\">{Text(step.Line?.ToString() ?? "")}</span><span class=\"number dim\">{Seconds(step.Duration)}</span></summary>\n");
        if (step.Note is { } note) html.Append($"<div class=\"note\">{Text(note)}</div>\n");
        if (step.Command is { } command) html.Append($"<pre>$ {Text(command)}\n{Text(step.Output ?? "")}</pre>\n");
        if (step.Failure is { } failure) html.Append($"<div class=\"failure\">{Text(failure)}</div>\n");
        html.Append("</details>\n");
    }

    private static void Unverified(StringBuilder html, RunReport run)
    {
        var images = run.Sections.SelectMany(s => s.UnverifiedImages).Distinct().Order(StringComparer.Ordinal).ToList();
        if (images.Count > 0) html.Append($"<h2>Not verified</h2>\n<p>These images ran as black boxes; the run proves nothing about what is in them: {Text(string.Join(", ", images))}</p>\n");
    }

    private static string Anchor(SectionReport section) => Anchor(section.Name);

    private static string Result(bool passed) => passed ? "<span class=\"good\">passed</span>" : "<span class=\"bad\">failed</span>";

    private static string Seconds(TimeSpan duration) => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0.00} s");
}
