using FluentAssertions;
using HandsOn.E2E.Api;
using HandsOn.E2E.Inputs;
using HandsOn.E2E.Reporting;
using HandsOn.E2E.Reporting.GitHub;
using HandsOn.E2E.Tests.Support;
using NUnit.Framework;

namespace HandsOn.E2E.Tests.Reporting.GitHub;

public sealed class GitHubJobTests
{
    private readonly StringWriter output = new() { NewLine = "\n" };

    [Test]
    public void An_annotation_points_at_the_line_and_stays_one_line() => Tell(new(), Reports.Run).Should().Be(
        "::error file=guestbook/a%2Cb.yaml,line=23,title=4 change%2C a pod::refused: \"<no>\"%0Aat all\n");

    [Test]
    public void What_fails_at_one_line_is_annotated_once() =>
        Tell(new(), Reports.Run with { Sections = [Reports.Failed, Reports.Failed with { Name = "5 100%", Failure = "other words" }] }).Should().Be(
            "::error file=guestbook/a%2Cb.yaml,line=23,title=4 change%2C a pod::refused: \"<no>\"%0Aat all%0A%0AThe same line fails: 5 100%25\n");

    [Test]
    public void A_failure_without_a_line_and_a_leak_are_annotations_of_the_job() =>
        Tell(new(), Reports.Run with { Sections = [Reports.Failed with { FailedAt = null, Failure = "no: image" }], Leaks = ["port 6443"] }).Should().Be(
            "::error title=4 change%2C a pod::no: image\n::error title=Left behind::port 6443\n");

    [Test]
    public void A_file_that_is_wrong_as_a_whole_has_no_line() =>
        Annotations.Of(new ManifestException("/w/a.yaml", 0, "empty"), new GitHubJob("/w").PathOf).Should().Be("::error file=a.yaml,title=Manifest::/w/a.yaml: empty");

    [Test]
    public void A_run_that_passed_says_nothing() => Tell(new(), Reports.Run with { Sections = [Reports.Passed] }).Should().BeEmpty();

    [TestCase("/w", "/w/deploy/web.yaml", "deploy/web.yaml")]
    [TestCase("/w", "/elsewhere/web.yaml", "/elsewhere/web.yaml")]
    [TestCase("/w", "/web.yaml", "/web.yaml")]
    [TestCase(null, "/w/deploy/web.yaml", "/w/deploy/web.yaml")]
    [TestCase(null, "fixtures/guestbook/x.yaml", "fixtures/guestbook/x.yaml")]
    [Platform(Exclude = "Win")]
    public void Paths_are_those_of_the_repository_whose_job_it_is(string? workspace, string shown, string path) => new GitHubJob(workspace).PathOf(shown).Should().Be(path);

    [Test]
    public void A_path_of_this_project_counts_from_the_checkout_that_it_is_part_of()
    {
        new GitHubJob(ProjectFolders.Root).PathOf("fixtures/guestbook/x.yaml").Should().Be("fixtures/guestbook/x.yaml");
        new GitHubJob(Path.GetDirectoryName(ProjectFolders.Root)).PathOf("fixtures/x.yaml").Should().Be($"{Path.GetFileName(ProjectFolders.Root)}/fixtures/x.yaml");
    }

    [TestCase("GITHUB_ACTIONS", "true", true)]
    [TestCase("GITHUB_ACTIONS", "", false)]
    [TestCase("CI", "true", false)]
    public void A_job_is_known_by_its_environment(string name, string value, bool job) =>
        (GitHubJob.FromEnvironment(n => n == name ? value : null) is not null).Should().Be(job);

    [Test]
    public void The_page_of_the_job_shows_failures_first_as_a_table_with_line_and_sentence()
    {
        using var folder = TestFolder.Create();
        var job = new GitHubJob(Summary: folder.PathOf("summary.md"));

        Tell(job, Reports.Run with { Leaks = ["port <6443>"] });
        Tell(job, Reports.Run with { Sections = [Reports.Passed with { Name = "a|b `c` [d]" }] });

        File.ReadAllText(job.Summary!).Should().Be("""
            ### ❌ 1 of 2 scenarios passed in 4.0 s

            | Section | Result | Time | Provider |
            | --- | --- | ---: | --- |
            | 4 change, a pod | ❌ **failed** | 2.0 s | embedded v1.36.5 |
            | 2 scale | ✅ passed | 1.5 s | embedded v1.36.5 |

            - **4 change, a pod** at guestbook/a,b.yaml:23: refused: "\<no\>"<br>at all
            - **Left behind**: port \<6443\>

            ### ✅ 1 of 1 scenarios passed in 4.0 s

            | Section | Result | Time | Provider |
            | --- | --- | ---: | --- |
            | a\|b \`c\` \[d\] | ✅ passed | 1.5 s | embedded v1.36.5 |


            """.ReplaceLineEndings("\n"));
    }

    [Test]
    public void A_sentence_that_holds_a_whole_output_is_cut() =>
        JobSummary.Make(Reports.Run with { Sections = [Reports.Failed with { Failure = new('x', 100_000) }] }, f => f).Should().Contain("xx…\n").And.Subject.Length.Should().BeLessThan(2_500);

    [Test]
    public void A_summary_that_cannot_be_written_is_said_and_fails_nothing()
    {
        using var folder = TestFolder.Create();

        Tell(new(Summary: folder.PathOf("no/such/folder/summary.md")), Reports.Run with { Sections = [Reports.Passed] }).Should().StartWith("the job's page shows no table: ");
    }

    private string Tell(GitHubJob job, RunReport run)
    {
        output.GetStringBuilder().Clear();
        job.Tell(run, new TextProgress(output));
        return output.ToString();
    }
}
