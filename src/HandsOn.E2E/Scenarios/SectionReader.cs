using HandsOn.E2E.Tutorial;

namespace HandsOn.E2E.Scenarios;

/// <summary>Follows one section of the text step by step, in its order: none is left out, none is done twice.</summary>
/// <param name="run">The scenario.</param>
/// <param name="section">The section.</param>
/// <param name="cancellation">Ends what is under way.</param>
public sealed class SectionReader(ScenarioRun run, TutorialSection section, CancellationToken cancellation)
{
    private int next;

    /// <summary>Follows the next step of the section.</summary>
    /// <param name="under">The heading under which it stands.</param>
    /// <returns>What kubectl wrote to standard output.</returns>
    /// <exception cref="TutorialException">The next step stands under another heading, or cannot be followed.</exception>
    public Task<string> FollowAsync(string under)
    {
        if (next >= section.Steps.Count) throw new TutorialException(section.File, section.Line, $"the section \"{section.Heading}\" ends before \"{under}\"");
        var step = section.Steps[next++];
        return step.Title == under
            ? run.FollowAsync(step, cancellation)
            : throw new TutorialException(section.File, step.Line, $"the text now goes on with \"{step.Title}\", where \"{under}\" was expected");
    }

    /// <summary>Says that the section has been followed to its end.</summary>
    /// <exception cref="TutorialException">The text has more to do.</exception>
    public void AtEnd()
    {
        if (next < section.Steps.Count)
            throw new TutorialException(section.File, section.Steps[next].Line, $"the scenario ends before \"{section.Steps[next].Typed}\"");
    }
}
