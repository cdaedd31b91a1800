using FluentAssertions;
using HandsOn.E2E.Cli.Output;
using HandsOn.E2E.Reporting;
using NUnit.Framework;

namespace HandsOn.E2E.Tests.Cli;

public sealed class OutputTests
{
    private static readonly RunReport Report = new(
        DateTimeOffset.UnixEpoch, TimeSpan.FromSeconds(12.34),
        [
            new("1 とりあえず触ってみる - from nothing to a guestbook that answers through its Ingress", TimeSpan.FromSeconds(4.567), []) { Provider = "embedded", Kubernetes = "v1.36.2" },
            new("Pod - its containers share one IP", TimeSpan.FromSeconds(1), []) { Provider = "embedded", Kubernetes = "v1.36.2", Failure = "pod web is not ready" },
        ],
        ["port 1234 is still listened on"]);

    private readonly StringWriter writer = new();

    private string[] Lines => writer.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Trim()).Where(l => l.Length > 0).ToArray();

    [Test]
    public void A_file_gets_every_name_in_one_line_and_no_colours()
    {
        ResultTable.Write(writer, null, Report, "/r/report.html");

        Lines.Where(l => l[0] != '─').Should().Equal(
            "Section                                                                                 Result   Time     Provider",
            "Pod - its containers share one IP                                                       FAILED   1.00 s   embedded v1.36.2",
            "1 とりあえず触ってみる - from nothing to a guestbook that answers through its Ingress   passed   4.57 s   embedded v1.36.2",
            "Pod - its containers share one IP: pod web is not ready",
            "left behind: port 1234 is still listened on",
            "1 of 2 scenarios passed in 12.3 s; report: /r/report.html");
    }

    [Test]
    public void Retries_are_told_before_the_verdict()
    {
        var retried = Report with { Retries = new Dictionary<string, int> { ["connection lost"] = 1 } };

        ResultTable.Write(writer, null, retried, "/r/report.html");

        Lines[^2].Should().Be("1 retry after transient faults (connection lost: 1)");
        Lines[^1].Should().StartWith("1 of 2 scenarios passed");
    }

    [Test]
    public void A_narrow_terminal_gets_the_titles_alone_where_names_do_not_fit()
    {
        ResultTable.Write(writer, 80, Report, "/r/report.html");

        Lines.Should().Contain(l => l.StartsWith("Pod - its containers share one IP  ", StringComparison.Ordinal))
            .And.Contain(l => l.StartsWith("1 とりあえず触ってみる  ", StringComparison.Ordinal));
    }

    [Test]
    public void A_step_is_one_line_with_the_title_of_its_section()
    {
        var progress = new ConsoleProgress(writer, isTerminal: false);
        progress.StepEnded(Report.Sections[0].Name, new("the Pods are there", TimeSpan.FromSeconds(0.184)));
        progress.StepEnded("Pod - its containers", new(string.Concat(Enumerable.Repeat("長い ", 60)), TimeSpan.FromSeconds(1)) { Failure = "no" });
        progress.SectionEnded(Report.Sections[1]);

        Lines[0].Should().Be("[1 とりあえず触ってみる] 0.18 s ok   the Pods are there");
        Lines[1].Should().StartWith("[Pod] 1.00 s FAIL 長い 長い").And.EndWith("…");
        Columns.Of(Lines[1]).Should().BeInRange(110, 120);
        Lines[2].Should().Be("[Pod] 1.00 s FAILED pod web is not ready");
    }

    [Test]
    public void A_terminal_shows_failures_in_red()
    {
        new ConsoleProgress(writer, isTerminal: true).SectionEnded(Report.Sections[1]);

        writer.ToString().Should().Be($"\e[31m[Pod] 1.00 s FAILED pod web is not ready\e[0m{Environment.NewLine}");
    }
}
