using FluentAssertions;
using HandsOn.E2E.Cli.Output;
using HandsOn.E2E.Inputs;
using HandsOn.E2E.Reporting;
using HandsOn.E2E.Reporting.Html;
using HandsOn.E2E.Reporting.Matrix;
using HandsOn.E2E.Versions;
using NUnit.Framework;

namespace HandsOn.E2E.Tests.Reporting.Matrix;

public sealed class MatrixReportTests
{
    private const string Text = "fixtures/tutorial/kubernetes-handson.md";
    private static readonly SourceLine Line = new("m/web.yaml", 3);
    private static readonly StepReport AsWritten = new("a step", TimeSpan.Zero) { Line = new(Text, 64) };
    private static readonly StepReport Amended = new("a step", TimeSpan.Zero) { Line = new(Text, 66), Note = "1.22 removed it" };

    // 1.21: as written. 1.22: rewritten. 1.35, 1.36: a section fails, each time with other words. 1.37: nothing could be run.
    private static readonly MatrixReport Report = new(
        [
            Column(21, Section("1 Try - it", AsWritten), Section("Pod - one IP")),
            Column(22, Section("1 Try - it", AsWritten, Amended), Section("Pod - one IP")),
            Column(35, Section("1 Try - it", Amended) with { Failure = "web is not ready: pod web-abcde <bad>", FailedAt = Line }),
            Column(36, Section("1 Try - it", Amended) with { Failure = "web is not ready: pod web-fghij <bad>", FailedAt = Line }),
            new(new(37), null, "m/web.yaml:9: unknown field"),
        ],
        [new(new(Text, 66), "1.22, 1.35..1.36", ["apiVersion: extensions/v1beta1"], ["apiVersion: networking.k8s.io/v1"], "Kubernetes 1.22 removed extensions/v1beta1 Ingress.")]);

    [Test]
    public void A_cell_says_whether_a_section_holds_as_written_as_rewritten_or_not() =>
        Report.Columns.Select(c => c["1 Try - it"]).Should().Equal(MatrixCell.Passed, MatrixCell.Rewritten, MatrixCell.Failed, MatrixCell.Failed, MatrixCell.NotRun);

    [Test]
    public void What_fails_at_the_same_line_is_one_failure_of_several_minors() => Report.Failures.Should().Equal(
        new MatrixFailure("1.35..1.36", "1 Try - it", Line, "web is not ready: pod web-abcde <bad>"),
        new MatrixFailure("1.37", null, null, "m/web.yaml:9: unknown field"));

    [Test]
    public void The_table_shows_section_by_minor_then_what_fails_and_the_rewrites()
    {
        var writer = new StringWriter();

        MatrixTable.Write(writer, null, Report, "/r/report.html");

        var lines = writer.ToString().Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0 && l[0] != '─').ToList();
        lines.Take(6).Should().Equal(
            "Section   1.21     1.22      1.35     1.36     1.37",
            "1 Try     passed   passed*   FAILED   FAILED   -",
            "Pod       passed   passed    -        -        -",
            "1.35..1.36: 1 Try: web is not ready: pod web-abcde <bad>",
            "1.37: m/web.yaml:9: unknown field",
            "rewritten (*), since as written they fail:");
        lines.Should().ContainInConsecutiveOrder($"{Text}:66 on 1.22, 1.35..1.36: Kubernetes 1.22 removed extensions/v1beta1 Ingress.", "- apiVersion: extensions/v1beta1", "+ apiVersion: networking.k8s.io/v1");
        lines[^1].Should().Be("2 of 5 minors passed; report: /r/report.html");
    }

    [Test]
    public void The_page_leads_into_the_reports_of_the_single_runs()
    {
        var page = HtmlMatrix.Make(Report, "/r");

        page.Should().Contain("not everything passed on 1.35..1.37").And.Contain("<a class=\"good\" href=\"1.22/report.html#1-Try---it\">rewritten</a>")
            .And.Contain("<a class=\"bad\" href=\"1.35/report.html#1-Try---it\">failed</a>").And.Contain("web-abcde &lt;bad&gt;").And.NotContain("web-abcde <bad>")
            .And.Contain("<th>1.37</th>", "there is no report of it");
    }

    private static MatrixColumn Column(int minor, params SectionReport[] sections) => new(
        new(minor), new(DateTimeOffset.UnixEpoch, TimeSpan.FromSeconds(1), sections, []), Page: $"/r/{new KubernetesMinor(minor)}/report.html");

    private static SectionReport Section(string name, params StepReport[] steps) => new(name, TimeSpan.FromSeconds(1), steps);
}
