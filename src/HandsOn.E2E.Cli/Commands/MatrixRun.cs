using HandsOn.E2E.Cli.Output;
using HandsOn.E2E.Clusters;
using HandsOn.E2E.Inputs;
using HandsOn.E2E.Kubectl;
using HandsOn.E2E.Reporting.Html;
using HandsOn.E2E.Reporting.Matrix;
using HandsOn.E2E.Scenarios;
using HandsOn.E2E.Tutorials;
using HandsOn.Scenarios.Running;
using HandsOn.Scenarios.Support;

namespace HandsOn.E2E.Cli.Commands;

/// <summary><c>--matrix</c>: the same scenarios on one minor after the other, each a run with reports of its own, and one table of all.</summary>
/// <param name="runs">The settings of each.</param>
/// <param name="folder">The folder of all.</param>
/// <param name="filter">Which scenarios.</param>
/// <param name="output">Where it is told.</param>
/// <param name="width">The columns of the terminal, where there is one.</param>
internal sealed class MatrixRun(IReadOnlyList<ScenarioSettings> runs, string folder, string filter, TextWriter output, int? width)
{
    private readonly ConsoleProgress progress = new(output, width is not null);

    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var columns = new List<MatrixColumn>();
        foreach (var settings in runs)
        {
            progress.Said($"Kubernetes {settings.Minor}");
            columns.Add(await ColumnAsync(settings with { RunFolder = Path.Combine(folder, $"{settings.Minor}"), GitHub = null }, cancellation).ConfigureAwait(false));
            if (cancellation.IsCancellationRequested) return ExitCodes.Interrupted;
        }
        var matrix = new MatrixReport(columns, TutorialRewrites.In(HandsOnText.For(runs[0]), columns));
        var page = Path.Combine(folder, "report.html");
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(page, HtmlMatrix.Make(matrix, folder), CancellationToken.None).ConfigureAwait(false);
        runs[0].GitHub?.Tell(matrix, progress);
        MatrixTable.Write(output, width, matrix, page);
        return matrix.Passed ? ExitCodes.Passed : ExitCodes.Failed;
    }

    // What keeps one minor from being run is an answer, too; the others go on.
    private async Task<MatrixColumn> ColumnAsync(ScenarioSettings settings, CancellationToken cancellation)
    {
        try
        {
            await RunCommand.CheckManifestsAsync(settings, cancellation).ConfigureAwait(false);
            var (report, session) = await ScenarioRunner.RunAsync(settings, Providers.All.Find(settings.Provider), progress, filter, cancellation).ConfigureAwait(false);
            return new(settings.Minor!.Value, report, Page: session.ReportPath);
        }
        catch (Exception refused) when (refused is SourceException or ClusterException or KubectlException)
        {
            progress.Said($"FAILED {refused.Message}");
            return new(settings.Minor!.Value, null, refused.Message);
        }
    }
}
