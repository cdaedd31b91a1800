using FluentAssertions;
using HandsOn.Cluster.Api.Resources;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Cluster.Kubelet;
using NUnit.Framework;

namespace HandsOn.Cluster.Tests.Kubelet;

internal sealed class HookTests
{
    [Test]
    public async Task A_preStop_hook_runs_before_the_process_is_asked_to_stop()
    {
        await using var nodes = new TestNodes();
        var steps = new List<string>();
        nodes.Images.Commands["bye"] = (_, _) =>
        {
            steps.Add("hook");
            return Task.FromResult(0);
        };
        nodes.Images.Commands["notes"] = async (container, stopping) =>
        {
            await nodes.Images.Commands["pause"](container, stopping);
            steps.Add("stopped");
            return 0;
        };
        await nodes.StartNodeAsync();
        await nodes.CreatePodAsync("p", """{"name":"c","image":"x","command":["notes"],"lifecycle":{"preStop":{"exec":{"command":["bye"]}}}}""");
        await nodes.ReadyAsync("p");

        await nodes.Client.DeleteAsync(PodKind.Resource, "default", "p");
        await nodes.WaitAsync("p", p => p is null);

        steps.Should().Equal("hook", "stopped");
    }

    [Test]
    public async Task A_preStop_pause_counts_against_the_grace_period()
    {
        await using var nodes = new TestNodes();
        await nodes.StartNodeAsync();
        await nodes.CreatePodAsync("p", """{"name":"c","image":"x","lifecycle":{"preStop":{"sleep":{"seconds":5}}}}""");
        await nodes.ReadyAsync("p");

        await nodes.Client.DeleteAsync(PodKind.Resource, "default", "p");
        await nodes.EventAsync("Killing");
        nodes.Clock.Advance(TimeSpan.FromSeconds(4));
        nodes.Client.Find(PodKind.Resource, "default", "p").Should().NotBeNull();
        var gone = nodes.WaitAsync("p", p => p is null);
        nodes.Clock.Advance(TimeSpan.FromSeconds(1));

        await gone;
    }

    [Test]
    public async Task A_failed_postStart_hook_kills_the_container()
    {
        await using var nodes = new TestNodes();
        await nodes.StartNodeAsync();

        await nodes.CreatePodAsync("p", """{"name":"c","image":"x","lifecycle":{"postStart":{"exec":{"command":["exit","1"]}}}}""");
        await nodes.InStateAsync("p", "waiting/CrashLoopBackOff");

        nodes.Events.Should().Contain("Warning FailedPostStartHook PostStartHook failed").And.Contain("Normal Killing FailedPostStartHook");
    }

    [Test]
    public async Task A_step_that_takes_time_leaves_the_pod_in_the_state_before_it()
    {
        await using var nodes = new TestNodes();
        await nodes.StartNodeAsync(change: s => s with { Stages = new PodStages([new PodStage(PodStep.Pull, TimeSpan.FromMilliseconds(1200))]) });
        await nodes.CreatePodAsync("p", """{"name":"c","image":"x"}""");

        await nodes.InStateAsync("p", "waiting/ContainerCreating");
        nodes.Clock.Advance(TimeSpan.FromMilliseconds(1200));
        await nodes.ReadyAsync("p");

        nodes.Events.Should().Contain("Normal Pulled Successfully pulled image \"x\" in 1.2s (1.2s including waiting). Image size: 12345 bytes.");
    }

    [Test]
    public async Task A_termination_message_is_read_from_its_file()
    {
        await using var nodes = new TestNodes();
        nodes.Images.Commands["last"] = (container, _) =>
        {
            container.Files.Write("/dev/termination-log", "last words"u8.ToArray());
            return Task.FromResult(1);
        };
        await nodes.StartNodeAsync();

        await nodes.CreatePodAsync("p", """{"name":"c","image":"x","command":["last"]}""", ""","restartPolicy":"Never" """);
        var pod = await nodes.InStateAsync("p", "terminated/Error");

        pod.Status.List("containerStatuses").Maps().Single().String("state", "terminated", "message").Should().Be("last words");
    }

    [TestCase("Bad:v1", "Failed to apply default image tag \"Bad:v1\": couldn't parse image name \"Bad:v1\": invalid reference format: repository name (Bad) must be lowercase")]
    public async Task A_name_that_is_none_is_refused(string image, string message)
    {
        await using var nodes = new TestNodes();
        await nodes.StartNodeAsync();

        await nodes.CreatePodAsync("p", $$"""{"name":"c","image":"{{image}}"}""");
        await nodes.InStateAsync("p", "waiting/InvalidImageName");

        nodes.Events.Should().Equal($"Warning InspectFailed {message}", "Warning Failed Error: InvalidImageName");
    }
}
