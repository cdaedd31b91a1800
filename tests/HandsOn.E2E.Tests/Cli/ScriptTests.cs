using System.Diagnostics;
using System.Runtime.Versioning;
using FluentAssertions;
using HandsOn.E2E.Inputs;
using HandsOn.E2E.Kubectl;
using HandsOn.E2E.Tests.Support;
using NUnit.Framework;

namespace HandsOn.E2E.Tests.Cli;

/// <summary><c>run-e2e.sh</c>, beside a <c>dotnet</c> that only writes down what it is asked.</summary>
[Platform(Exclude = "Win"), UnsupportedOSPlatform("windows"), CancelAfter(60_000)]
public sealed class ScriptTests
{
    private WorkFolder folder = null!;

    [SetUp]
    public void MakeProject()
    {
        folder = TestFolder.Create();
        File.Copy(Path.Combine(ProjectFolders.Root, "run-e2e.sh"), folder.PathOf("run-e2e.sh"));
        folder.Write("bin/dotnet", $$"""
            #!/bin/sh
            first=${1#{{folder.Root}}/}
            second=${2#{{folder.Root}}/}
            shift 2
            echo "$first $second $*" >>{{folder.PathOf("calls")}}
            if [ "$first" = build ] && [ -f {{folder.PathOf("broken")}} ]; then cat {{folder.PathOf("broken")}}; exit 1; fi
            [ "$first" = build ] && echo "a word of the build"
            [ "$first" = src/HandsOn.E2E.Cli/bin/Debug/net10.0/handson-e2e.dll ] && exit 7
            exit 0
            """);
        File.SetUnixFileMode(folder.PathOf("bin/dotnet"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [TearDown]
    public void DeleteProject() => folder.Dispose();

    [Test]
    public async Task The_program_is_built_without_a_word_and_run_with_what_the_user_says()
    {
        var (exitCode, output, error) = await RunAsync("--cluster k3s --keep");

        (exitCode, output, error).Should().Be((7, "", ""), "the program's exit code is the script's");
        Calls.Should().Equal(
            "build src/HandsOn.E2E.Cli/HandsOn.E2E.Cli.csproj --nologo -v quiet -clp:NoSummary", "src/HandsOn.E2E.Cli/bin/Debug/net10.0/handson-e2e.dll --cluster k3s --keep");
    }

    [Test]
    public async Task The_tests_are_those_of_the_solution()
    {
        (await RunAsync("test --no-build")).ExitCode.Should().Be(0);

        Calls.Should().Equal("test HandsOn.E2E.sln --nologo --no-build");
    }

    [Test]
    public async Task A_build_that_breaks_is_shown_and_nothing_is_run()
    {
        folder.Write("broken", "/x.cs(1,2): error CS1002: ; expected\n");

        (await RunAsync("")).Should().Be((1, "", "/x.cs(1,2): error CS1002: ; expected\nrun-e2e: the build failed\n"));
        Calls.Should().ContainSingle().Which.Should().StartWith("build ");
    }

    [Test]
    public async Task Where_there_is_no_SDK_one_sentence_says_where_to_get_it()
    {
        File.Delete(folder.PathOf("bin/dotnet"));
        File.CreateSymbolicLink(folder.PathOf("bin/dirname"), "/usr/bin/dirname");

        (await RunAsync("", path: folder.PathOf("bin"))).Should().Be((2, "", "run-e2e: the .NET 10 SDK is missing; install it from https://dot.net/download\n"));
    }

    private string[] Calls => File.ReadAllLines(folder.PathOf("calls"));

    private async Task<(int ExitCode, string Output, string Error)> RunAsync(string arguments, string? path = null)
    {
        var start = new ProcessStartInfo("/bin/bash", [folder.PathOf("run-e2e.sh"), .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)]) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["PATH"] = path ?? $"{folder.PathOf("bin")}:{Environment.GetEnvironmentVariable("PATH")}";
        using var process = Process.Start(start)!;
        var written = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, written[0], written[1]);
    }
}
