using HandsOn.E2E.Inputs;
using HandsOn.E2E.Scenarios;
using HandsOn.E2E.Tutorials.Texts;
using HandsOn.E2E.Waiting;

namespace HandsOn.E2E.Tutorials.Following;

/// <summary>Follows one section of a text step by step, in its order: none is left out, none is done twice.</summary>
public sealed class SectionReader
{
    private readonly ScenarioRun run;
    private readonly TutorialFollower follower;
    private readonly TutorialSection section;
    private int next;

    private SectionReader(ScenarioRun run, TutorialFollower follower, TutorialSection section)
    {
        this.run = run;
        this.follower = follower;
        this.section = section;
    }

    /// <summary>Reads a text for a scenario's cluster and follows it up to a section, so that what the section builds on is there and ready.</summary>
    /// <param name="run">The scenario; the report shows all of this as one of its steps.</param>
    /// <param name="source">The text.</param>
    /// <param name="heading">The section's heading.</param>
    /// <param name="cancellation">Ends what is under way.</param>
    /// <exception cref="TutorialException">The text has no such section, or cannot be followed.</exception>
    /// <exception cref="WaitException">What earlier sections built did not become ready.</exception>
    public static async Task<SectionReader> BeginAsync(
        ScenarioRun run, TutorialSource source, string heading, CancellationToken cancellation = default)
    {
        SectionReader? reader = null;
        await run.StepAsync("what the sections before have built is there", async () =>
        {
            foreach (var files in source.Files) run.BringManifests(files.Folder, files.Place);
            var text = source.Read(run.Cluster.Minor);
            reader = new(run, new(text, run.Kubectl, run.Folder, token => LiveObjects.ReadAsync(run, token)), text.Section(heading));
            foreach (var step in text.StepsBefore(reader.section)) await reader.CatchUpAsync(step, cancellation);
        });
        return reader!;
    }

    /// <summary>Follows the next step of the section.</summary>
    /// <param name="under">The heading under which it stands.</param>
    /// <param name="cancellation">Ends what is under way.</param>
    /// <returns>What kubectl wrote to standard output; empty where the step writes or edits a file.</returns>
    /// <exception cref="TutorialException">The next step stands under another heading, or cannot be followed.</exception>
    public async Task<string> FollowAsync(string under, CancellationToken cancellation = default)
    {
        if (next >= section.Steps.Count) throw Wrong(section.Line, $"the section \"{section.Heading}\" ends before \"{under}\"");
        var step = section.Steps[next++];
        if (step.Title != under) throw Wrong(step.Line, $"the text now goes on with \"{step.Title}\", where \"{under}\" was expected");
        var output = "";
        await run.StepAsync(step.Title, new SourceLine(section.File, step.Line), async record =>
        {
            record.Command = step.Typed;
            record.Note = step.Amendment?.Reason;
            if (await follower.FollowAsync(step, cancellation) is not { } result) return;
            (record.Command, record.Output, output) = (result.Command, result.Everything, result.Output);
        });
        return output;
    }

    /// <summary>Says that the section has been followed to its end.</summary>
    /// <exception cref="TutorialException">The text has more to do.</exception>
    public void AtEnd()
    {
        if (next < section.Steps.Count)
            throw Wrong(section.Steps[next].Line, $"the scenario ends before \"{section.Steps[next].Typed}\"");
    }

    private TutorialException Wrong(int line, string what) => new(section.File, line, what);

    private async Task CatchUpAsync(TutorialStep step, CancellationToken cancellation)
    {
        await follower.FollowAsync(step, cancellation);
        if (step is KubectlStep { Arguments: ["apply", ..] }) await run.Waiter.UntilAsync(Expect.Settled(), cancellation);
    }
}
