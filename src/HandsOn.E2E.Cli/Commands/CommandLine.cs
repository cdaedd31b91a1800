using System.CommandLine;
using HandsOn.E2E.Scenarios;

namespace HandsOn.E2E.Cli.Commands;

/// <summary>The command line: what is said wrongly gets one sentence and exit code 2, and nothing is run.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(string[] args)
    {
        var parsed = Root().Parse(args);
        if (parsed.Errors is [var error, ..]) return Complain($"{error.Message.TrimEnd('.')}; see --help");
        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }).ConfigureAwait(false);
        }
        catch (Exception bad) when (bad is BadInputException or SettingsException)
        {
            return Complain(bad.Message);
        }
        catch (OperationCanceledException)
        {
            return ExitCodes.Interrupted;
        }
    }

    private static RootCommand Root()
    {
        var root = new RootCommand("Runs the scenarios of the Kubernetes hands-on, each on a throwaway cluster of its own.");
        RunCommand.Configure(root);
        root.Subcommands.Add(UpCommand.Create());
        // For the help only: the script runs the tests itself, before this program is built.
        root.Subcommands.Add(new Command("test", "Builds and runs the project's own tests (dotnet test HandsOn.E2E.sln)."));
        return root;
    }

    private static int Complain(string sentence)
    {
        Console.Error.WriteLine($"run-e2e: {sentence}");
        return ExitCodes.BadInput;
    }
}
