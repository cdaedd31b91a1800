using HandsOn.E2E.Kubectl;
using HandsOn.E2E.Tutorials.Texts;

namespace HandsOn.E2E.Tutorials.Following;

/// <summary>Does what a text's reader does: runs the real kubectl, writes and edits files, all inside one work folder.</summary>
/// <param name="text">The text.</param>
/// <param name="kubectl">Runs the commands.</param>
/// <param name="folder">Where files are.</param>
/// <param name="live">Reads the cluster's objects, for the generated names in the text.</param>
public sealed class TutorialFollower(TutorialText text, IKubectl kubectl, WorkFolder folder, Func<CancellationToken, Task<LiveObjects>> live)
{
    private readonly SampleNames names = new(text);

    /// <summary>Follows one step.</summary>
    /// <returns>What kubectl gave; <see langword="null"/> where the step writes or edits a file.</returns>
    /// <exception cref="TutorialException">The step cannot be followed, or kubectl refuses it; the failure names the text's line.</exception>
    public async Task<KubectlResult?> FollowAsync(TutorialStep step, CancellationToken cancellation = default)
    {
        switch (step)
        {
            case KubectlStep command: return await RunAsync(command, cancellation);
            case WriteFileStep file:
                folder.Write(file.Path, file.Content);
                return null;
            case EditFileStep edit:
                Edit(edit);
                return null;
            default: throw new ArgumentException($"{step.GetType().Name} is no step that can be followed", nameof(step));
        }
    }

    private async Task<KubectlResult> RunAsync(KubectlStep step, CancellationToken cancellation)
    {
        try
        {
            var arguments = SampleNames.AnyIn(step.Arguments) ? names.Resolve(step.Arguments, await live(cancellation)) : step.Arguments;
            return (await kubectl.RunAsync(arguments, cancellation)).EnsureSuccess();
        }
        catch (Exception error) when (error is KubectlException or FormatException)
        {
            var amended = step.Amendment is { } amendment ? $" (amended: {amendment.Reason})" : "";
            throw new TutorialException(text.File, step.Line, error.Message + amended, error);
        }
    }

    private void Edit(EditFileStep step)
    {
        var path = folder.PathOf(step.Path);
        if (!File.Exists(path)) throw new TutorialException(text.File, step.Line, $"there is no file {step.Path} to edit");
        File.WriteAllText(path, step.Edits.Aggregate(File.ReadAllText(path), (content, edit) => edit.Apply(content, step.Path, text.File)));
    }
}
