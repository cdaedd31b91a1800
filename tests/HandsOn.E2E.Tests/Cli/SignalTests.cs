using System.Diagnostics;
using System.Runtime.Versioning;
using FluentAssertions;
using HandsOn.E2E.Cli.Commands;
using HandsOn.E2E.Kubectl;
using HandsOn.E2E.Tests.Support;
using NUnit.Framework;

namespace HandsOn.E2E.Tests.Cli;

/// <summary>The program as a process. Its kubectl is a script that stops the process which called it, and then hangs.</summary>
[Platform(Exclude = "Win"), UnsupportedOSPlatform("windows"), CancelAfter(60_000)]
public sealed class SignalTests
{
    private static readonly TimeSpan HangsFor = TimeSpan.FromMinutes(5);

    private WorkFolder folder = null!;

    [SetUp]
    public void MakeFolder() => folder = TestFolder.Create();

    [TearDown]
    public void DeleteFolder() => folder.Dispose();

    [TestCase("TERM", "version", Description = "while kubectl is looked for")]
    [TestCase("TERM", "apply", Description = "while a scenario runs kubectl")]
    [TestCase("INT", "apply")]
    public async Task A_signal_ends_everything_that_hangs(string signal, string at, CancellationToken cancellation)
    {
        folder.Write("kubectl", $"#!/bin/sh\nif [ \"$1\" = {at} ]; then exec 9>{folder.PathOf("held")}; kill -{signal} $PPID; exec sleep {HangsFor.TotalSeconds}; fi\necho 'Client Version: v1.36.2'\n");
        File.SetUnixFileMode(folder.PathOf("kubectl"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        var gone = await WhenLetGoAsync("held", cancellation);
        var process = await RunAsync(["--cluster", "embedded", "--filter", "replicaset"], cancellation);

        process.Should().Be(130);
        await gone.WaitAsync(TimeSpan.FromSeconds(10), cancellation);
        (Directory.Exists(folder.PathOf("run")) ? Directory.GetDirectories(folder.PathOf("run")) : []).Should().BeEmpty("no work folder may be left");
    }

    // A pipe ends when nobody holds its writing end any more: the script is gone then, however it went.
    private async Task<Task> WhenLetGoAsync(string pipe, CancellationToken cancellation)
    {
        using var made = Process.Start("mkfifo", [folder.PathOf(pipe)]);
        await made.WaitForExitAsync(cancellation);
        return Task.Run(() => File.ReadAllText(folder.PathOf(pipe)), cancellation);
    }

    private async Task<int> RunAsync(string[] arguments, CancellationToken cancellation)
    {
        // A shell that starts the tests in the background lets them ignore SIGINT, and what they start would inherit that.
        string[] program = OperatingSystem.IsLinux() ? ["env", "--default-signal=INT", "dotnet"] : ["dotnet"];
        var start = new ProcessStartInfo(program[0], [.. program[1..], typeof(CommandLine).Assembly.Location, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["HANDSON_KUBECTL"] = folder.PathOf("kubectl");
        start.Environment["HANDSON_RUN_DIR"] = folder.PathOf("run");
        using var process = Process.Start(start)!;
        try
        {
            var written = Task.WhenAll(process.StandardOutput.ReadToEndAsync(cancellation), process.StandardError.ReadToEndAsync(cancellation));
            await process.WaitForExitAsync(cancellation);
            TestContext.Out.WriteLine(string.Concat(await written));
            return process.ExitCode;
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }
}
