using HandsOn.E2E.Inputs;
using HandsOn.E2E.Reporting.Matrix;

namespace HandsOn.E2E.Reporting.GitHub;

/// <summary>The job on GitHub that a run is part of: failures become annotations, the table is shown on the job's page.</summary>
/// <param name="Workspace">The checked-out repository (<c>GITHUB_WORKSPACE</c>), from which GitHub counts paths.</param>
/// <param name="Summary">The file (<c>GITHUB_STEP_SUMMARY</c>) whose markdown the job's page shows.</param>
public sealed record GitHubJob(string? Workspace = null, string? Summary = null)
{
    /// <summary>The job of this process; <see langword="null"/> where it is in none.</summary>
    /// <param name="read">Reads one environment variable.</param>
    public static GitHubJob? FromEnvironment(Func<string, string?> read)
    {
        return Text("GITHUB_ACTIONS") is "true" ? new(Text("GITHUB_WORKSPACE"), Text("GITHUB_STEP_SUMMARY")) : null;

        string? Text(string name) => read(name) is { Length: > 0 } text ? text : null;
    }

    /// <summary>Tells GitHub of a run that has ended.</summary>
    /// <param name="run">The run.</param>
    /// <param name="progress">Writes the annotations where GitHub reads them.</param>
    public void Tell(RunReport run, IRunProgress progress) => Tell(Annotations.Of(run, PathOf), JobSummary.Make(run, PathOf), progress);

    /// <summary>Tells GitHub of runs on several minors that have ended.</summary>
    /// <param name="matrix">The runs.</param>
    /// <param name="progress">Writes the annotations where GitHub reads them.</param>
    public void Tell(MatrixReport matrix, IRunProgress progress) => Tell(Annotations.Of(matrix, PathOf), MatrixSummary.Make(matrix, PathOf), progress);

    /// <summary>A path as GitHub knows it: relative to the repository whose job this is, which need not be this project's.</summary>
    /// <param name="shown">The path as reports show it: relative to this project, or absolute.</param>
    public string PathOf(string shown)
    {
        if (Workspace is null) return shown;
        var path = Path.GetFullPath(shown, ProjectFolders.Root);
        var relative = Path.GetRelativePath(Workspace, path).Replace('\\', '/');
        return relative == ".." || relative.StartsWith("../", StringComparison.Ordinal) ? path : relative;
    }

    private void Tell(IEnumerable<string> annotations, string summary, IRunProgress progress)
    {
        foreach (var annotation in annotations) progress.Said(annotation);
        if (Summary is null) return;
        try
        {
            // Appended: a step may run scenarios more than once.
            File.AppendAllText(Summary, summary);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            progress.Said($"the job's page shows no table: {error.Message}");
        }
    }
}
