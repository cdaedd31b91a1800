using System.Xml.Linq;
using FluentAssertions;
using HandsOn.E2E.Reporting;
using HandsOn.E2E.Reporting.GitHub;
using HandsOn.E2E.Reporting.Html;
using HandsOn.E2E.Tests.Support;
using NUnit.Framework;

namespace HandsOn.E2E.Tests.Reporting;

public sealed class ReportTests
{
    [Test]
    public void The_page_shows_failures_first_with_line_command_output_and_provider()
    {
        var html = HtmlReport.Make(Reports.Run);

        html.Should().ContainAll(
            "1 of 2 sections failed", "Kubernetes v1.36.5 on embedded, kubectl v1.32.4", "guestbook/a,b.yaml:23", "fixtures/tutorial/text.md:121",
            "error: &lt;no&gt;", "refused: &quot;&lt;no&gt;&quot;", "artifacts/x", "example.com/thing:v1", "amended");
        html.IndexOf("4 change", StringComparison.Ordinal).Should().BeLessThan(html.IndexOf("2 scale", StringComparison.Ordinal));
    }

    [Test]
    public void The_page_needs_nothing_else_and_follows_light_and_dark()
    {
        var html = HtmlReport.Make(Reports.Run);

        html.Should().NotContainAny("<script", "<link", "src=", "http://", "https://", "@import").And.Contain("prefers-color-scheme: dark");
    }

    [Test]
    public void A_link_leads_to_its_section()
    {
        var html = HtmlReport.Make(Reports.Run);

        html.Should().Contain("href=\"#4-change%2C-a-pod\"").And.Contain("id=\"4-change,-a-pod\"");
    }

    [Test]
    public void What_was_left_behind_is_a_failure_of_the_run()
    {
        var run = Reports.Run with { Sections = [Reports.Passed], Leaks = ["port 6443 is still listened on"] };

        run.Passed.Should().BeFalse();
        HtmlReport.Make(run).Should().Contain("Left behind: port 6443 is still listened on").And.Contain("something was left behind");
        var suite = JUnitReport.Make(run).Root!.Element("testsuite")!;
        (suite.Attribute("tests")!.Value, suite.Attribute("failures")!.Value, suite.Attribute("errors")!.Value).Should().Be(("2", "0", "1"));
        suite.Descendants("error").Single().Attribute("message")!.Value.Should().Contain("6443");
    }

    [Test]
    public void Retries_are_counted_where_there_were_any()
    {
        var run = Reports.Run with { Retries = new Dictionary<string, int> { ["503"] = 2, ["429"] = 1 } };

        HtmlReport.Make(run).Should().Contain("<p class=\"dim\">3 retries after transient faults (429: 1, 503: 2)</p>");
        JobSummary.Make(run, path => path).Should().Contain("\n- 3 retries after transient faults (429: 1, 503: 2)\n");
        JUnitReport.Make(run).Descendants("property").Select(p => (p.Attribute("name")!.Value, p.Attribute("value")!.Value))
            .Should().Equal(("retries 503", "2"), ("retries 429", "1"));
        (run with { Retries = new Dictionary<string, int> { ["503"] = 1 } }).Retried.Should().Be("1 retry after transient faults (503: 1)");
    }

    [Test]
    public void No_retries_are_not_worth_a_word()
    {
        HtmlReport.Make(Reports.Run).Should().NotContain("transient");
        JobSummary.Make(Reports.Run, path => path).Should().NotContain("transient");
        JUnitReport.Make(Reports.Run).Descendants("properties").Should().BeEmpty();
    }

    [Test]
    public void JUnit_has_one_case_a_section_and_survives_what_XML_cannot_hold()
    {
        var xml = XDocument.Parse(JUnitReport.Make(Reports.Run).ToString());

        var suite = xml.Root!.Element("testsuite")!;
        (suite.Attribute("tests")!.Value, suite.Attribute("failures")!.Value).Should().Be(("2", "1"));
        var failed = suite.Elements("testcase").Single(c => c.Element("failure") is not null);
        (failed.Attribute("name")!.Value, failed.Attribute("file")!.Value, failed.Attribute("line")!.Value).Should().Be(("4 change, a pod", "guestbook/a,b.yaml", "23"));
        failed.Attribute("classname")!.Value.Should().Be("HandsOn.embedded v1_36_5");
        failed.Element("failure")!.Value.Should().StartWith("guestbook/a,b.yaml:23: refused").And.Contain("FAILED memory: 120Mi (fixtures/tutorial/text.md:121)").And.Contain("error: <no>");
    }

    [Test]
    public void JUnit_is_a_file_that_begins_as_XML_does()
    {
        using var folder = TestFolder.Create();

        JUnitReport.Write(Reports.Run, folder.PathOf("junit.xml"));

        File.ReadAllBytes(folder.PathOf("junit.xml")).Should().StartWith("<?xml version=\"1.0\" encoding=\"utf-8\"?>"u8.ToArray());
    }

    [TestCase("a \ud83d\ude00 smile", "a \ud83d\ude00 smile")]
    // Half a surrogate pair cannot be written in an attribute.
    [TestCase("half HALF one", "half \ufffd one")]
    [TestCase("bell\a and \u001b[1mbold", "bell and [1mbold")]
    public void JUnit_keeps_what_XML_can_hold(string failure, string kept)
    {
        var run = Reports.Run with { Sections = [Reports.Failed with { Failure = failure.Replace("HALF", "\ud83d") }] };

        XDocument.Parse(JUnitReport.Make(run).ToString()).Descendants("failure").Single().Attribute("message")!.Value.Should().Be(kept);
    }

    [Test]
    public void Progress_as_text_is_one_line_a_step()
    {
        var text = new StringWriter { NewLine = "\n" };
        var progress = new TextProgress(text);
        progress.SectionStarted("4");
        progress.StepEnded("4", Reports.Failed.Steps[0]);
        progress.SectionEnded(Reports.Passed);

        text.ToString().Should().Be("4: begins\n4: FAILED  1.00 s  memory: 120Mi\n2 scale: passed in 1.50 s\n");
    }
}
