using FluentAssertions;
using HandsOn.E2E.Cli.Commands;
using HandsOn.E2E.Tests.Support;
using NUnit.Framework;

namespace HandsOn.E2E.Tests.Cli;

/// <summary>Bad input inside a job on GitHub.</summary>
[NonParallelizable]
public sealed class GitHubTests
{
    private readonly StringWriter output = new();
    private readonly StringWriter error = new();

    [Test]
    public async Task The_job_says_why_nothing_was_run()
    {
        using var job = new EnvironmentVariables(("GITHUB_ACTIONS", "true"));

        (await CommandLine.RunAsync(["--filter", "100%"], output, error)).Should().Be(2);

        output.ToString().Should().StartWith("::error title=Nothing was run::--filter 100%25: no scenario has a name like that");
    }

    [Test]
    public async Task The_line_of_a_bad_manifest_is_annotated()
    {
        using var folder = TestFolder.Create();
        folder.Write("m/x.yaml", "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspce: {}\n");
        using var job = new EnvironmentVariables(("GITHUB_ACTIONS", "true"), ("GITHUB_WORKSPACE", folder.Root));

        (await CommandLine.RunAsync(["--cluster", "embedded", "--manifests", folder.PathOf("m")], output, error)).Should().Be(2);

        output.ToString().TrimEnd().Should().Be($"::error file=m/x.yaml,line=4,title=Manifest::{folder.PathOf("m/x.yaml")}:4: unknown field \"spce\"");
    }
}
