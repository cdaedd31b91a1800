using FluentAssertions;
using HandsOn.E2E.Inputs;
using HandsOn.E2E.Kubectl;
using HandsOn.E2E.Reporting;
using HandsOn.E2E.Scenarios;
using HandsOn.E2E.Tests.Support;
using HandsOn.E2E.Tutorials.Following;
using HandsOn.E2E.Tutorials.Texts;
using NUnit.Framework;

namespace HandsOn.E2E.Tutorials.Tests.Following;

/// <summary>A scenario follows a section against a cluster that is only a few lines.</summary>
[CancelAfter(30_000), NonParallelizable]
public sealed class SectionReaderTests
{
    private const string Text = """
        # Build
        $ kubectl create -f m/web.yaml
        $ kubectl get all
        $ vi m/web.yaml
        line 3: replicas: 1 <- 2
        # Look
        ## First
        $ kubectl get pods
        ## Second
        $ kubectl apply -f m/
        """;

    private readonly RecordingKubectl kubectl = new();
    private WorkFolder folder = null!;
    private RunSession session = null!;

    [SetUp]
    public void Begin()
    {
        folder = TestFolder.Create();
        folder.Write("text.md", Text);
        folder.Write("manifests/web.yaml", "kind: Deployment\nspec:\n  replicas: 1\n");
        var provider = new FakeProvider { Name = "fake-reader", Kubectl = kubectl };
        session = new(new ScenarioSettings { Provider = provider.Name, RunFolder = folder.PathOf("run") }, provider, new NoProgress(), TimeProvider.System);
    }

    [TearDown]
    public void End() => folder.Dispose();

    [Test]
    public async Task What_earlier_sections_built_is_there_before_the_section_is_followed(CancellationToken cancellation)
    {
        var (run, _) = await BeginAsync("Look", cancellation);

        kubectl.Calls.Should().Equal(["create -f m/web.yaml"], "only what changes something is followed");
        File.ReadAllText(run.Folder.PathOf("m/web.yaml")).Should().EndWith("replicas: 2\n");
        File.ReadAllText(folder.PathOf("manifests/web.yaml")).Should().EndWith("replicas: 1\n", "the user's own file is not touched");
        await run.EndAsync();
    }

    [Test]
    public async Task Each_step_of_the_section_is_one_of_the_report_with_its_line(CancellationToken cancellation)
    {
        kubectl.Answer = command => (0, $"did {command}\n", "");
        var (run, reader) = await BeginAsync("Look", cancellation);
        (await reader.FollowAsync("First", cancellation)).Should().Be("did get pods\n");
        await reader.FollowAsync("Second", cancellation);
        reader.AtEnd();
        await run.EndAsync();

        (await session.EndAsync()).Sections.Single().Steps.Skip(1).Select(s => (s.Sentence, s.Line, s.Command, s.Output)).Should().Equal(
            ("First", new SourceLine(folder.PathOf("text.md"), 8), "kubectl get pods", "did get pods\n"),
            ("Second", new SourceLine(folder.PathOf("text.md"), 10), "kubectl apply -f m/", "did apply -f m/\n"));
    }

    [Test]
    public async Task A_text_that_goes_on_otherwise_than_the_scenario_is_said_with_its_line(CancellationToken cancellation)
    {
        var (run, reader) = await BeginAsync("Look", cancellation);

        reader.Invoking(r => r.AtEnd()).Should().Throw<TutorialException>().WithMessage("*text.md:8: the scenario ends before \"kubectl get pods\"");
        (await reader.Invoking(r => r.FollowAsync("Second", cancellation)).Should().ThrowAsync<TutorialException>())
            .WithMessage("*text.md:8: the text now goes on with \"First\", where \"Second\" was expected");
        await run.EndAsync();
    }

    [Test]
    public async Task A_step_that_fails_ends_up_in_the_report_with_its_line_and_what_was_kept(CancellationToken cancellation)
    {
        kubectl.Answer = command => command == "get pods" ? (1, "", "error: no such thing\n") : (0, $"{command}\n", "");
        var (run, reader) = await BeginAsync("Look", cancellation);
        await reader.Invoking(r => r.FollowAsync("First", cancellation)).Should().ThrowAsync<TutorialException>();
        await run.EndAsync("what the test framework says");

        var section = (await session.EndAsync()).Sections.Single();

        section.Failure.Should().Be($"{folder.PathOf("text.md")}:8: \"kubectl get pods\" ended with exit code 1: error: no such thing");
        section.FailedAt.Should().Be(new SourceLine(folder.PathOf("text.md"), 8));
        File.ReadAllText(Path.Combine(session.Folder, "one", "describe.txt")).Should().StartWith("describe deployments");
        Directory.Exists(run.Folder.Root).Should().BeFalse();
    }

    [Test]
    public async Task A_manifest_that_the_server_refuses_is_pointed_at_where_the_user_keeps_it(CancellationToken cancellation)
    {
        kubectl.Answer = command => command.StartsWith("create") ? (1, "", "error when creating \"m/web.yaml\": strict decoding error: unknown field \"spec.replicas\"\n") : (0, "", "");
        await this.Invoking(t => t.BeginAsync("Look", cancellation)).Should().ThrowAsync<TutorialException>();
        var section = await EndOfFailedAsync();

        section.FailedAt.Should().Be(new SourceLine(folder.PathOf("manifests/web.yaml"), 3));
    }

    [Test]
    public async Task A_text_that_cannot_be_followed_fails_its_scenario_with_its_line(CancellationToken cancellation)
    {
        folder.Write("text.md", Text + "\n$ rm -rf /\n");
        await this.Invoking(t => t.BeginAsync("Look", cancellation)).Should().ThrowAsync<TutorialException>();
        var section = await EndOfFailedAsync();

        section.FailedAt.Should().Be(new SourceLine(folder.PathOf("text.md"), 11));
        section.Steps.Single().Sentence.Should().Be("what the sections before have built is there");
    }

    private ScenarioRun? begun;

    private async Task<(ScenarioRun Run, SectionReader Reader)> BeginAsync(string heading, CancellationToken cancellation)
    {
        begun = await session.StartAsync("one", cancellation: cancellation);
        var source = TutorialSource.Of(folder.PathOf("text.md")) with { Files = [new(folder.PathOf("manifests"), "m")] };
        return (begun, await SectionReader.BeginAsync(begun, source, heading, cancellation));
    }

    private async Task<SectionReport> EndOfFailedAsync()
    {
        await begun!.EndAsync();
        return (await session.EndAsync()).Sections.Single();
    }
}
