using FluentAssertions;
using HandsOn.Cluster.Api.Pods;
using HandsOn.Cluster.Api.Resources;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Cluster.Controllers.Job;
using HandsOn.Cluster.Controllers.Pods;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using NUnit.Framework;

namespace HandsOn.Cluster.Tests.Controllers;

public class JobTests : ControllerTest
{
    [Test]
    public async Task A_job_whose_pod_succeeds_is_complete()
    {
        await CreateAsync("");
        Job.Status.Long("active").Should().Be(1);
        await FinishAllAsync(succeeded: true);

        Job.Status.Without("conditions").Without("startTime").Without("completionTime").ToString().Should().Be(
            """{"succeeded":1,"terminating":0,"uncountedTerminatedPods":{},"ready":0}""");
        Job.Status.List("conditions").Maps().Select(c => $"{c.String("type")} {c.String("reason")} {c.String("message")}").Should().Equal(
            "SuccessCriteriaMet CompletionsReached Reached expected number of succeeded pods",
            "Complete CompletionsReached Reached expected number of succeeded pods");
        Cluster.Events("j").Should().Equal($"Normal SuccessfulCreate Created pod: {Cluster.Pods.Single().Name}", "Normal Completed Job completed");
        Cluster.Pods.Single().Finalizers.Should().BeEmpty();
    }

    [Test]
    public async Task No_more_pods_run_than_parallelism_allows_and_completions_need()
    {
        await CreateAsync("\"completions\":3,\"parallelism\":2,");
        Active.Should().HaveCount(2);
        await FinishAllAsync(succeeded: true);
        Active.Should().HaveCount(1);
        await FinishAllAsync(succeeded: true);
        Job.Status.Long("succeeded").Should().Be(3);
        Job.HasCondition("Complete").Should().BeTrue();
    }

    [Test]
    public async Task Pods_of_an_Indexed_job_have_an_index_each_and_a_failed_one_is_done_again()
    {
        await CreateAsync("\"completions\":4,\"parallelism\":3,\"completionMode\":\"Indexed\",");
        Indexes.Should().Equal("0", "1", "2");
        var first = Active.Single(p => p.Name.StartsWith("j-0-", StringComparison.Ordinal));
        first.Spec.String("hostname").Should().Be("j-0");
        first.Labels.String("batch.kubernetes.io/job-completion-index").Should().Be("0");
        JsonText.ToString(first.Spec.List("containers").Maps().Single().List("env")).Should().Contain(
            "\"JOB_COMPLETION_INDEX\"").And.Contain("metadata.labels['batch.kubernetes.io/job-completion-index']");

        foreach (var pod in Active) await Kubelet.FinishAsync(pod, succeeded: !pod.Name.StartsWith("j-1-", StringComparison.Ordinal));
        await Cluster.SettledAsync();
        Job.Status.String("completedIndexes").Should().Be("0,2");
        await Cluster.AdvanceAsync(TimeSpan.FromSeconds(10));
        Indexes.Should().Equal("1", "3");

        await FinishAllAsync(succeeded: true);
        Job.Status.String("completedIndexes").Should().Be("0-3");
        Job.Status.Long("succeeded").Should().Be(4);
        Job.HasCondition("Complete").Should().BeTrue();
    }

    [Test]
    public async Task A_failed_index_is_done_again_where_only_failed_pods_are_replaced()
    {
        await CreateAsync("\"completions\":2,\"parallelism\":2,\"completionMode\":\"Indexed\",\"podReplacementPolicy\":\"Failed\",");

        foreach (var pod in Active) await Kubelet.FinishAsync(pod, succeeded: !pod.Name.StartsWith("j-1-", StringComparison.Ordinal));
        await Cluster.SettledAsync();
        await Cluster.AdvanceAsync(TimeSpan.FromSeconds(10));

        Indexes.Should().Equal("1");
    }

    [TestCase("", "")]
    [TestCase("5", "5")]
    [TestCase("0,1", "0,1")]
    [TestCase("0-3,5,7,8", "0-3,5,7,8")]
    public void Completed_indexes_are_written_as_the_real_controller_writes_them(string read, string written) =>
        JobIndexes.Format(JobIndexes.Parse(read)).Should().Be(written);

    [Test]
    public async Task Failed_pods_are_replaced_after_a_growing_wait_until_the_limit()
    {
        await CreateAsync("\"backoffLimit\":2,");
        await FinishAllAsync(succeeded: false);
        Active.Should().BeEmpty();
        await Cluster.AdvanceAsync(TimeSpan.FromSeconds(9));
        Active.Should().BeEmpty();
        await Cluster.AdvanceAsync(TimeSpan.FromSeconds(1));
        Active.Should().HaveCount(1);

        await FinishAllAsync(succeeded: false);
        await Cluster.AdvanceAsync(TimeSpan.FromSeconds(19));
        Active.Should().BeEmpty();
        await Cluster.AdvanceAsync(TimeSpan.FromSeconds(1));
        await FinishAllAsync(succeeded: false);

        Job.Status.Long("failed").Should().Be(3);
        Job.Status.List("conditions").Maps().Select(c => $"{c.String("type")} {c.String("reason")}").Should().Equal(
            "FailureTarget BackoffLimitExceeded", "Failed BackoffLimitExceeded");
        Cluster.Events("j").Last().Should().Be("Warning BackoffLimitExceeded Job has reached the specified backoff limit");
    }

    [Test]
    public async Task A_job_that_takes_too_long_fails_when_its_pods_have_gone()
    {
        await CreateAsync("\"activeDeadlineSeconds\":30,");
        await Kubelet.RunAsync();
        await Cluster.AdvanceAsync(TimeSpan.FromSeconds(30));
        Job.HasCondition("FailureTarget").Should().BeTrue();
        Job.HasCondition("Failed").Should().BeFalse();
        await Kubelet.RunAsync();

        Job.Condition("Failed")!.String("reason").Should().Be("DeadlineExceeded");
        Job.Status.Long("failed").Should().Be(1);
        Cluster.Pods.Should().BeEmpty();
    }

    [Test]
    public async Task A_suspended_job_loses_its_pods_and_a_resumed_one_gets_new_ones()
    {
        await CreateAsync("");
        await Cluster.ChangeAsync(JobKind.Resource, "j", j => j.SetIn(true, "spec", "suspend"));
        await Kubelet.RunAsync();
        Cluster.Pods.Should().BeEmpty();
        Job.HasCondition("Suspended").Should().BeTrue();

        await Cluster.ChangeAsync(JobKind.Resource, "j", j => j.SetIn(false, "spec", "suspend"));
        Active.Should().HaveCount(1);
        Cluster.Events("j").Should().Contain("Normal Suspended Job suspended").And.Contain("Normal Resumed Job resumed");
        Job.Status.Long("failed").Should().BeNull();
    }

    [Test]
    public async Task A_finished_job_goes_after_its_time_to_live_and_takes_its_pods_with_it()
    {
        await CreateAsync("\"ttlSecondsAfterFinished\":60,");
        await FinishAllAsync(succeeded: true);
        await Cluster.AdvanceAsync(TimeSpan.FromSeconds(59));
        Cluster.List(JobKind.Resource).Should().HaveCount(1);
        await Cluster.AdvanceAsync(TimeSpan.FromSeconds(1));
        await Kubelet.RunAsync();
        Cluster.List(JobKind.Resource).Should().BeEmpty();
        Cluster.Pods.Should().BeEmpty();
    }

    [Test]
    public async Task A_deleted_job_lets_its_running_pods_go()
    {
        await CreateAsync("");
        await Cluster.Client.DeleteAsync(JobKind.Resource, "ns", "j", new DeleteOptions { Propagation = Propagation.Background });
        await Kubelet.RunAsync();
        Cluster.Pods.Should().BeEmpty();
    }

    private KubeObject Job => Cluster.Get(JobKind.Resource, "j");

    private IEnumerable<string?> Indexes => Active.Select(p => p.Annotations.String("batch.kubernetes.io/job-completion-index")).Order(StringComparer.Ordinal);

    private IReadOnlyList<KubeObject> Active => [.. Cluster.Pods.Where(p => p.IsActive())];

    private async Task CreateAsync(string spec)
    {
        await Cluster.CreateAsync(JobKind.Resource, $$$"""
            {"metadata":{"name":"j"},"spec":{ {{{spec}}}"manualSelector":true,"selector":{"matchLabels":{"job":"j"}},"template":{"metadata":{"labels":{"job":"j"}},"spec":{"restartPolicy":"Never","containers":[{"name":"c","image":"busybox"}]} } } }
            """);
        await Cluster.SettledAsync();
    }

    private async Task FinishAllAsync(bool succeeded)
    {
        foreach (var pod in Active) await Kubelet.FinishAsync(pod, succeeded);
        await Cluster.SettledAsync();
    }
}
