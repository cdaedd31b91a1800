using System.Diagnostics;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Text;
using FluentAssertions;
using HandsOn.E2E.Kubectl;
using HandsOn.E2E.Scenarios;
using HandsOn.E2E.Tests.Support;
using NUnit.Framework;

namespace HandsOn.E2E.Tests.Cli;

/// <summary><c>run-e2e.sh</c>, beside a <c>dotnet</c> that only writes down what it is asked: which build a run gets, and what is said where there is none.</summary>
[Platform(Exclude = "Win"), UnsupportedOSPlatform("windows"), CancelAfter(60_000)]
public sealed class ScriptTests
{
    private const string Missing = "/x.csproj : error NU1101: Unable to find package Verify. No packages exist with this id in source(s): nuget.org [/x.csproj]";
    private const string Default = "false build", Real = "true build";

    private WorkFolder folder = null!;

    [SetUp]
    public void MakeProject()
    {
        folder = TestFolder.Create();
        File.Copy(Path.Combine(ProjectFolders.Root, "run-e2e.sh"), folder.PathOf("run-e2e.sh"));
        folder.Write("Directory.Packages.props", "");
        folder.Write("bin/dotnet", $$"""
            #!/bin/sh
            case $1 in
              build) echo "$RealClusters build" >>{{folder.PathOf("calls")}}; [ "$RealClusters" = true ] && [ -f {{folder.PathOf("broken")}} ] && cat {{folder.PathOf("broken")}} && exit 1 ;;
              test) echo "$RealClusters test" >>{{folder.PathOf("calls")}} ;;
              *) echo "run ${1#*/HandsOn.E2E.Cli/bin/}${HANDSON_WHY_NOT_REAL:+ ($HANDSON_WHY_NOT_REAL)}" >>{{folder.PathOf("calls")}} ;;
            esac
            exit 0
            """);
        File.SetUnixFileMode(folder.PathOf("bin/dotnet"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [TearDown]
    public void DeleteProject() => folder.Dispose();

    [TestCase("", Default, Description = "there is no engine")]
    [TestCase("--cluster embedded", Default)]
    [TestCase("--cluster k3s --keep", Real)]
    [TestCase("--filter x --cluster=kubeconfig", Real)]
    [TestCase("--filter k3s", Default)]
    [TestCase("up", Default, "HANDSON_CLUSTER", "k3s", Description = "up is the embedded cluster's")]
    [TestCase("--help", Default, "HANDSON_CLUSTER", "k3s")]
    [TestCase("", Real, "HANDSON_CLUSTER", "k3s")]
    [TestCase("--cluster embedded", Default, "HANDSON_CLUSTER", "k3s")]
    [TestCase("--cluster embedded", Real, "RealClusters", "true")]
    public async Task A_run_gets_the_build_that_it_needs(string arguments, string build, string name = "X", string value = "")
    {
        (await RunAsync(arguments, (name, value))).ExitCode.Should().Be(0);

        Calls.Should().Equal(build, build == Real ? "run real/Debug/net10.0/handson-e2e.dll" : "run Debug/net10.0/handson-e2e.dll");
    }

    [Test]
    public async Task The_tests_are_those_of_the_build_that_the_environment_names()
    {
        (await RunAsync("test", ("RealClusters", "true"))).ExitCode.Should().Be(0);

        Calls.Should().Equal("true test");
    }

    [TestCase(Missing, "no package source has Verify; nuget.org or a mirror that has it is needed")]
    [TestCase("/x.csproj : error NU1102: Unable to find package KubernetesClient with version (>= 21.0.8)\n/x.csproj : error NU1102:   - Found 1 version(s) in m [ Nearest version: 20.0.84 ]\n" + Missing,
        "no package source has KubernetesClient 21.0.8, Verify; nuget.org or a mirror that has it is needed")]
    [TestCase("/x.csproj : error NU1603: Warning As Error: HandsOn.E2E.K3s depends on Testcontainers.K3s (>= 4.15.0) but Testcontainers.K3s 4.15.0 was not found. Testcontainers.K3s 4.16.0 was resolved instead. [/x.csproj]",
        "no package source has Testcontainers.K3s 4.15.0; nuget.org or a mirror that has it is needed")]
    [TestCase("/x.csproj : error NU1301: Unable to load the service index for source https://api.nuget.org/v3/index.json. [/x.csproj]\n/x.csproj : error NU1301:   Connection refused [/x.csproj]",
        "KubernetesClient, Testcontainers.K3s and Verify cannot be restored, since https://api.nuget.org/v3/index.json does not answer; nuget.org or a mirror is needed")]
    public async Task Packages_that_cannot_be_restored_are_one_sentence(string log, string sentence)
    {
        folder.Write("broken", log + "\n");

        var (exitCode, error) = await RunAsync("--cluster k3s");

        (exitCode, error.TrimEnd()).Should().Be((2, $"run-e2e: --cluster k3s: {sentence}"));
    }

    [Test]
    public async Task A_build_that_breaks_otherwise_is_shown()
    {
        folder.Write("broken", "/x.cs(1,2): error CS1002: ; expected\n");

        var (exitCode, error) = await RunAsync("--cluster k3s");

        (exitCode, error).Should().Be((1, "/x.cs(1,2): error CS1002: ; expected\nrun-e2e: the build failed\n"));
    }

    [Test]
    public async Task Where_an_engine_answers_real_clusters_are_tried_and_a_refusal_counts_for_a_while()
    {
        using var engine = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        engine.Bind(new UnixDomainSocketEndPoint(folder.PathOf("s")));
        engine.Listen();
        _ = AnswerAsync(engine);
        var host = ("DOCKER_HOST", $"unix://{folder.PathOf("s")}");
        const string Reason = "no package source has Verify; nuget.org or a mirror that has it is needed";

        await RunAsync("", host);
        folder.Write("broken", Missing + "\n");
        await RunAsync("", host);
        await RunAsync("", host);
        File.SetLastWriteTimeUtc(folder.PathOf("Directory.Packages.props"), TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(1));
        File.Delete(folder.PathOf("broken"));
        await RunAsync("", host);

        Calls.Should().Equal(
            Real, "run real/Debug/net10.0/handson-e2e.dll",
            Real, Default, $"run Debug/net10.0/handson-e2e.dll ({Reason})",
            Default, $"run Debug/net10.0/handson-e2e.dll ({Reason})",
            Real, "run real/Debug/net10.0/handson-e2e.dll");
    }

    private string[] Calls => File.ReadAllLines(folder.PathOf("calls"));

    private async Task<(int ExitCode, string Error)> RunAsync(string arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("bash", [folder.PathOf("run-e2e.sh"), .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)]) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var (name, value) in new[] { ("PATH", $"{folder.PathOf("bin")}:{Environment.GetEnvironmentVariable("PATH")}"), ("DOCKER_HOST", "unix:///none"), ("HANDSON_CLUSTER", ""), ("RealClusters", "") }.Concat(environment))
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var written = Task.WhenAll(process.StandardError.ReadToEndAsync(), process.StandardOutput.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, (await written)[0]);
    }

    private static async Task AnswerAsync(Socket engine)
    {
        try
        {
            while (true)
            {
                using var connection = await engine.AcceptAsync();
                await connection.ReceiveAsync(new byte[4096]);
                await connection.SendAsync(Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nOK"));
            }
        }
        catch (Exception over) when (over is SocketException or ObjectDisposedException)
        {
            // The test has ended.
        }
    }
}
