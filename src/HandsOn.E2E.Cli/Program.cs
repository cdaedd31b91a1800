using HandsOn.E2E.Cli.Commands;

return await CommandLine.RunAsync(args).ConfigureAwait(false);
