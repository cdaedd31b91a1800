using FluentAssertions;
using HandsOn.E2E.Inputs;
using HandsOn.E2E.Kubectl;
using HandsOn.E2E.Reporting;
using HandsOn.E2E.Reporting.Matrix;
using HandsOn.E2E.Tests.Support;
using HandsOn.E2E.Tutorials.Texts;
using HandsOn.E2E.Versions;
using NUnit.Framework;

namespace HandsOn.E2E.Tutorials.Tests;

/// <summary>Any Markdown file is a text, with or without amendments and files.</summary>
public sealed class TutorialSourceTests
{
    private const string Text = "# Any\n\nSome words.\n\n```console\n$ kubectl get pods\n$ vi m/web.yaml\nline 2: replicas: 1 <- 2\n```\n";

    private WorkFolder folder = null!;

    private TutorialSource Source => TutorialSource.Of(folder.PathOf("text.md"));

    [SetUp]
    public void MakeFolder()
    {
        folder = TestFolder.Create();
        folder.Write("text.md", Text);
    }

    [TearDown]
    public void DeleteFolder() => folder.Dispose();

    [Test]
    public void A_text_alone_is_followed_as_it_is_written()
    {
        var text = Source.Read(new(36));

        text.File.Should().Be(folder.PathOf("text.md"));
        text.Section("Any").Steps.Select(s => (s.Line, s.Typed)).Should().Equal((6, "kubectl get pods"), (7, "vi m/web.yaml"));
        Source.ReadAmendments().Should().BeEmpty();
        Source.Images.Should().BeEmpty();
    }

    [TestCase(35, "kubectl get pods")]
    [TestCase(36, "kubectl get po")]
    public void Amendments_that_stand_beside_a_text_hold_for_their_minors(int minor, string typed)
    {
        Amend();

        (Source with { Words = new Dictionary<string, string> { ["short"] = "po" } }).Read(new(minor)).Section("Any").Steps[0].Typed.Should().Be(typed);
    }

    [Test]
    public void A_text_that_is_missing_is_said_so()
    {
        var read = () => TutorialSource.Of(folder.PathOf("none.md")).Read(new(36));

        read.Should().Throw<ManifestException>().WithMessage("*none.md: there is no such file");
    }

    [Test]
    public void The_files_of_another_folder_take_the_place_of_its_own()
    {
        folder.Write("ours/web.yaml", "kind: Pod\nspec: {containers: [{image: example.com/ours}]}\n");
        folder.Write("theirs/web.yaml", "kind: Pod\nspec: {containers: [{image: example.com/theirs}]}\n");
        var source = Source with { Files = [new(folder.PathOf("ours"), "m")] };

        source.WithFilesOf(null).Images.Select(i => i.Name).Should().Equal("example.com/ours");
        var replaced = source.WithFilesOf(folder.PathOf("theirs"));
        replaced.Images.Select(i => i.Name).Should().Equal("example.com/theirs");
        replaced.Files.Single().Place.Should().Be("m", "the text still names it so");
    }

    [Test]
    public void A_file_that_the_text_edits_must_be_among_its_files()
    {
        folder.Write("m/other.yaml", "kind: Pod\n");
        var source = Source with { Files = [new(folder.PathOf("m"), "m")] };

        source.Invoking(s => s.DemandFiles(new(36))).Should().Throw<ManifestException>()
            .WithMessage($"*m/web.yaml: there is no such file, and the hands-on edits it ({folder.PathOf("text.md")}:7)");
        folder.Write("m/web.yaml", "kind: Pod\n");
        source.Invoking(s => s.DemandFiles(new(36))).Should().NotThrow();
    }

    [Test]
    public void Rewrites_are_those_of_the_minors_that_followed_the_text()
    {
        Amend();
        var followed = new StepReport("a step", TimeSpan.Zero) { Line = new(Source.Name, 6) };
        var other = new StepReport("a step", TimeSpan.Zero) { Line = new("other.md", 6) };

        var rewrites = TutorialRewrites.In(Source, [Column(35, followed), Column(36, followed), Column(37, followed), Column(38, other)]);

        rewrites.Select(r => (r.At, r.Minors, r.Reason)).Should().Equal((new SourceLine(Source.Name, 6), "1.36..1.37", "why"));
        TutorialRewrites.In(Source, [Column(36, other)]).Should().BeEmpty("nobody followed the text");
    }

    private void Amend() => folder.Write(TutorialSource.AmendmentsFile,
        "amendments:\n- lines: \"6\"\n  from: \"1.36\"\n  was: $ kubectl get pods\n  becomes: $ kubectl get ${short}\n  reason: why\n");

    private static MatrixColumn Column(int minor, StepReport step) =>
        new(new KubernetesMinor(minor), new(DateTimeOffset.UnixEpoch, TimeSpan.Zero, [new("a section", TimeSpan.Zero, [step])], []));
}
