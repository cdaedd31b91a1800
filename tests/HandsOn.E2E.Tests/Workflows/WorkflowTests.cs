using System.Text.RegularExpressions;
using FluentAssertions;
using HandsOn.E2E.Cli.Commands;
using HandsOn.E2E.RealClusters.K3s.Releases;
using HandsOn.Kubernetes.Json;
using NUnit.Framework;

namespace HandsOn.E2E.Tests.Workflows;

/// <summary>What the workflows promise, and what they take for granted of this repository.</summary>
public sealed partial class WorkflowTests
{
    private static IEnumerable<Workflow> All => Workflow.All;

    [TestCaseSource(nameof(All))]
    public void Actions_are_pinned_by_hash_and_say_which_release_that_is(Workflow workflow) => Actions(workflow).Where(a => !Pinned().IsMatch(a)).Should().BeEmpty();

    [Test]
    public void An_action_is_the_same_release_everywhere() => All.SelectMany(Actions).Distinct().Should().OnlyHaveUniqueItems(a => a.Split('@', 2)[0]);

    [TestCaseSource(nameof(All))]
    public void A_workflow_may_read_the_repository_and_nothing_else(Workflow workflow)
    {
        JsonText.ToString(workflow.Map.Map("permissions")).Should().Be("""{"contents":"read"}""");
        workflow.Jobs.Where(j => j.Job.Map("permissions").Count > 0).Should().BeEmpty();
    }

    [TestCaseSource(nameof(All))]
    public void Checkouts_keep_no_credentials(Workflow workflow) => workflow.Steps
        .Where(s => s.String("uses")?.StartsWith("actions/checkout@", StringComparison.Ordinal) == true && s.Bool("with", "persist-credentials") != false).Should().BeEmpty();

    [TestCaseSource(nameof(All))]
    public void A_job_ends_in_time_on_a_runner_that_stays_what_it_is(Workflow workflow) => workflow.Jobs
        .Where(j => j.Job.String("uses") is null && (j.Job["timeout-minutes"] is null || j.Job.String("runs-on")!.EndsWith("latest", StringComparison.Ordinal))).Should().BeEmpty();

    [TestCaseSource(nameof(All))]
    public void What_others_write_gets_into_a_script_as_a_variable_only(Workflow workflow) =>
        workflow.Steps.Where(s => s.String("run")?.Contains("${{", StringComparison.Ordinal) == true).Should().BeEmpty();

    [TestCaseSource(nameof(All))]
    public void The_command_line_knows_what_it_is_given(Workflow workflow)
    {
        foreach (var arguments in RunLine().Matches(workflow.Text).Select(m => Arguments(m.Groups["arguments"].Value)).Where(a => a is not ["test", ..]))
            CommandLine.Root().Parse(arguments).Errors.Should().BeEmpty($"{workflow} says {string.Join(' ', arguments)}");
    }

    [Test]
    public void The_jobs_compare_snapshots_through_Verify() => Workflow.Named("scenarios.yml").Map.Bool("env", "WithVerify").Should().BeTrue();

    [Test]
    public void The_nightly_run_takes_every_minor() =>
        List(Workflow.Named("nightly.yml").Steps.Select(s => s.String("env", "MINORS")).Single(m => m is not null)).Should().Equal(K3sReleases.Default.Minors.Select(m => m.ToString()));

    [Test]
    public void Pull_requests_take_the_minors_that_Kubernetes_supports() =>
        // Manifests are read as Kubernetes reads them: "on" is a way to write true.
        List(Workflow.Named("scenarios.yml").Map.String("true", "workflow_call", "inputs", "supported", "default")).Should().Equal(K3sReleases.Default.Supported.Select(m => m.ToString()));

    [TestCaseSource(nameof(All))]
    public void Files_that_a_cache_depends_on_are_there(Workflow workflow)
    {
        var hashed = HashFiles().Matches(workflow.Text).SelectMany(m => Quoted().Matches(m.Value)).Select(m => m.Groups["path"].Value);
        var named = workflow.Steps.Select(s => s.String("with", "cache-dependency-path")).OfType<string>();

        hashed.Concat(named).Where(p => !Path.Exists(Workflow.FileOf(p.Split('*')[0]))).Should().BeEmpty();
    }

    private static IEnumerable<string> Actions(Workflow workflow) =>
        UsesLine().Matches(workflow.Text).Select(m => m.Groups["action"].Value).Where(a => !a.StartsWith("./", StringComparison.Ordinal));

    private static IEnumerable<object?> List(string? json) => (JsonList)JsonText.Parse(json!)!;

    private static string[] Arguments(string line) =>
        [.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => w.Trim('"')).Select(w => w switch { "$HANDSON_K8S" => "1.36", "$SHARD" => "1/2", _ => w })];

    [GeneratedRegex(@"uses: (?<action>.+)$", RegexOptions.Multiline)]
    private static partial Regex UsesLine();

    [GeneratedRegex(@"^[\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")]
    private static partial Regex Pinned();

    [GeneratedRegex(@"run-e2e\.sh(?<arguments>.*)$", RegexOptions.Multiline)]
    private static partial Regex RunLine();

    [GeneratedRegex(@"hashFiles\([^)]*\)")]
    private static partial Regex HashFiles();

    [GeneratedRegex("'(?<path>[^']+)'")]
    private static partial Regex Quoted();
}
