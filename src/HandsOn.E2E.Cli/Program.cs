using HandsOn.E2E.Cli.Commands;

using var interruption = new Interruption();
return await CommandLine.RunAsync(args, Console.Out, Console.Error, interruption.Token).ConfigureAwait(false);
