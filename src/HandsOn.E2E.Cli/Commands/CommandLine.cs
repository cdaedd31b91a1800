using System.CommandLine;
using HandsOn.E2E.Clusters;
using HandsOn.E2E.Inputs;
using HandsOn.E2E.Kubectl;
using HandsOn.E2E.Reporting.GitHub;

namespace HandsOn.E2E.Cli.Commands;

/// <summary>The command line: what is said wrongly gets one sentence and exit code 2, and nothing is run.</summary>
internal static class CommandLine
{
    /// <summary>Runs a command to its end.</summary>
    /// <param name="args">What the user typed.</param>
    /// <param name="output">Where results and progress go.</param>
    /// <param name="error">Where complaints go.</param>
    /// <param name="cancellation">Ctrl-C.</param>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, CancellationToken cancellation = default)
    {
        var parsed = Root().Parse(args);
        if (parsed.Errors is [var wrong, ..]) return Complain($"{wrong.Message.TrimEnd('.')}; see --help");
        try
        {
            var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null, Output = output, Error = error };
            return await parsed.InvokeAsync(configuration, cancellation).ConfigureAwait(false);
        }
        catch (SourceException source)
        {
            return Complain(source.Message, source);
        }
        catch (Exception bad) when (bad is BadInputException or SettingsException or ClusterException or KubectlException)
        {
            return Complain(bad.Message);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return ExitCodes.Interrupted;
        }
        catch (Exception defect) when (defect is not OutOfMemoryException)
        {
            await error.WriteLineAsync($"run-e2e: this should not have happened: {defect}").ConfigureAwait(false);
            return ExitCodes.Failed;
        }

        int Complain(string sentence, SourceException? source = null)
        {
            error.WriteLine($"run-e2e: {sentence}");
            if (GitHubJob.FromEnvironment(Environment.GetEnvironmentVariable) is { } job)
                output.WriteLine(source is null ? Annotations.Of(sentence) : Annotations.Of(source, job.PathOf));
            return ExitCodes.BadInput;
        }
    }

    internal static RootCommand Root()
    {
        var root = new RootCommand("Runs the scenarios of the Kubernetes hands-on, each on a throwaway cluster of its own.");
        RunCommand.Configure(root);
        root.Subcommands.Add(UpCommand.Create());
        // For the help only: the script runs the tests itself, before this program is built.
        root.Subcommands.Add(new Command("test", "Builds and runs the project's own tests (dotnet test HandsOn.E2E.sln)."));
        return root;
    }
}
