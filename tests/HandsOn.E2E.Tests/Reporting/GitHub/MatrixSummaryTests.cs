using FluentAssertions;
using HandsOn.E2E.Reporting;
using HandsOn.E2E.Reporting.GitHub;
using HandsOn.E2E.Reporting.Matrix;
using HandsOn.E2E.Tests.Support;
using NUnit.Framework;

namespace HandsOn.E2E.Tests.Reporting.GitHub;

public sealed class MatrixSummaryTests
{
    private static readonly SectionReport Rewritten = Reports.Passed with { Steps = [new("a step", TimeSpan.Zero) { Line = new("text.md", 64), Note = "1.22 removed it" }] };

    private static readonly MatrixReport Matrix = new(
        [
            new(new(21), Reports.Run with { Sections = [Reports.Passed] }),
            new(new(22), Reports.Run with { Sections = [Rewritten] }),
            new(new(36), Reports.Run),
            new(new(37), null, "no image <37>"),
        ],
        [new(new("text.md", 66), "1.22", ["apiVersion: old"], ["apiVersion: new"], "1.22 removed `old`")]);

    [Test]
    public void The_page_of_the_job_shows_section_by_minor_what_fails_and_what_is_rewritten() => MatrixSummary.Make(Matrix, f => $"sub/{f}").Should().Be("""
        ### ❌ 2 of 4 minors passed

        | Section | 1.21 | 1.22 | 1.36 | 1.37 |
        | --- | :-: | :-: | :-: | :-: |
        | 2 scale | ✅ | ✅\* | ✅ | - |
        | 4 change, a pod | - | - | ❌ | - |

        - **1.36: 4 change, a pod** at sub/guestbook/a,b.yaml:23: refused: "\<no\>"<br>at all
        - **1.37**: no image \<37\>

        \* with lines rewritten that fail as they are written:
        - **1.22** at sub/text.md:66: 1.22 removed \`old\`

          ````diff
          - apiVersion: old
          + apiVersion: new
          ````


        """.ReplaceLineEndings("\n"));

    [Test]
    public void What_fails_is_annotated_with_its_minors()
    {
        var output = new StringWriter { NewLine = "\n" };

        new GitHubJob().Tell(Matrix, new TextProgress(output));

        output.ToString().Should().Be(
            "::error file=guestbook/a%2Cb.yaml,line=23,title=1.36%3A 4 change%2C a pod::refused: \"<no>\"%0Aat all\n::error title=1.37::no image <37>\n");
    }
}
