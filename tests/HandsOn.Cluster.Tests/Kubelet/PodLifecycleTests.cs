using FluentAssertions;
using HandsOn.Cluster.Api.Resources;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using NUnit.Framework;

namespace HandsOn.Cluster.Tests.Kubelet;

internal sealed class PodLifecycleTests
{
    [Test]
    public async Task A_pod_that_is_created_is_scheduled_and_becomes_ready()
    {
        await using var nodes = new TestNodes();
        await nodes.StartNodeAsync();
        nodes.StartScheduler();

        await nodes.CreateAsync(PodKind.Resource, """{"metadata":{"name":"p","namespace":"default"},"spec":{"containers":[{"name":"c","image":"redis"}]}}""");
        var pod = await nodes.ReadyAsync("p");

        pod.Spec.String("nodeName").Should().Be("node1");
        pod.Status.String("phase").Should().Be("Running");
        pod.Status.String("podIP").Should().Be("10.244.0.2");
        pod.Status.List("conditions").Maps().Select(c => $"{c.String("type")}={c.String("status")}").Should().Equal(
            "PodReadyToStartContainers=True", "Initialized=True", "Ready=True", "ContainersReady=True", "PodScheduled=True");
        var container = pod.Status.List("containerStatuses").Maps().Single();
        container.String("image").Should().Be("docker.io/library/redis:latest");
        container.Keys.Should().Equal(
            "name", "state", "lastState", "ready", "restartCount", "image", "imageID", "containerID", "started", "resources", "user");
        nodes.Events.Should().Equal(
            "Normal Scheduled Successfully assigned default/p to node1",
            "Normal Pulling Pulling image \"redis\"",
            "Normal Pulled Successfully pulled image \"redis\" in 0s (0s including waiting). Image size: 12345 bytes.",
            "Normal Created Container created",
            "Normal Started Container started");
    }

    [TestCase(25, "in 0s")]
    [TestCase(26, "in 0s (0s including waiting)")]
    [TestCase(30, "in 0s (0s including waiting). Image size: 12345 bytes.")]
    public async Task A_pull_is_told_in_the_words_of_the_minor(int minor, string words)
    {
        await using var nodes = new TestNodes(minor);
        await nodes.StartNodeAsync();
        nodes.StartScheduler();
        await nodes.CreatePodAsync("p", """{"name":"c","image":"redis"}""");
        await nodes.ReadyAsync("p");

        nodes.Events.Should().Contain($"Normal Pulled Successfully pulled image \"redis\" {words}");
    }

    [Test]
    public async Task A_ready_pod_takes_three_writes()
    {
        await using var nodes = new TestNodes();
        await nodes.StartNodeAsync();
        nodes.StartScheduler();
        var watch = nodes.Client.ListAndWatch(PodKind.Resource).Watch;

        await nodes.CreateAsync(PodKind.Resource, """{"metadata":{"name":"p","namespace":"default"},"spec":{"containers":[{"name":"c","image":"redis"}]}}""");
        await nodes.ReadyAsync("p");

        var writes = 0;
        while (watch.Events.TryRead(out _)) writes++;
        writes.Should().Be(3, "one each creates it, binds it and tells that it runs");
    }

    [Test]
    public async Task Delete_ProcessThatStops_RemovesThePodAtOnce()
    {
        await using var nodes = new TestNodes();
        var node = await nodes.StartNodeAsync();
        var created = await nodes.CreatePodAsync("p", """{"name":"c","image":"redis"}""");
        await nodes.ReadyAsync("p");

        await nodes.Client.DeleteAsync(PodKind.Resource, "default", "p");
        await nodes.WaitAsync("p", p => p is null);

        nodes.Events.Should().Contain("Normal Killing Stopping container c");
        nodes.Client.List(PodKind.Resource).Should().BeEmpty();
        created.Uid.Should().NotBeEmpty();
    }

    [Test]
    public async Task Delete_ProcessThatIgnoresSigterm_IsKilledAfterTheGracePeriod()
    {
        await using var nodes = new TestNodes();
        await nodes.StartNodeAsync();
        await nodes.CreatePodAsync("p", """{"name":"c","image":"redis","command":["ignore"]}""", ""","terminationGracePeriodSeconds":5""");
        await nodes.ReadyAsync("p");
        var watch = nodes.Client.ListAndWatch(PodKind.Resource).Watch;

        await nodes.Client.DeleteAsync(PodKind.Resource, "default", "p");
        await nodes.EventAsync("Killing");
        nodes.Clock.Advance(TimeSpan.FromSeconds(4));
        nodes.Client.Find(PodKind.Resource, "default", "p").Should().NotBeNull();
        nodes.Clock.Advance(TimeSpan.FromSeconds(1));
        await nodes.WaitAsync("p", p => p is null);

        var last = KubeletAssertions.Last(watch);
        last.Status.String("phase").Should().Be("Failed");
        last.Status.List("containerStatuses").Maps().Single().Long("state", "terminated", "exitCode").Should().Be(137);
    }

    [Test]
    public async Task Delete_WithGraceZero_LeavesNoProcessBehind()
    {
        await using var nodes = new TestNodes();
        var stopped = new TaskCompletionSource();
        nodes.Images.Commands["notes"] = async (container, stopping) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, container.Time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            stopped.TrySetResult();
            return 0;
        };
        await nodes.StartNodeAsync();
        await nodes.CreatePodAsync("p", """{"name":"c","image":"redis","command":["notes"]}""");
        await nodes.ReadyAsync("p");

        await nodes.Client.DeleteAsync(PodKind.Resource, "default", "p", new DeleteOptions { GracePeriodSeconds = 0 });

        nodes.Client.Find(PodKind.Resource, "default", "p").Should().BeNull();
        await stopped.Task.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [TestCase("Never", 0, "Succeeded", "Completed", "PodCompleted")]
    [TestCase("Never", 3, "Failed", "Error", "PodFailed")]
    [TestCase("OnFailure", 0, "Succeeded", "Completed", "PodCompleted")]
    public async Task Exit_ThatIsNotRestarted_EndsThePod(string policy, int code, string phase, string reason, string ready)
    {
        await using var nodes = new TestNodes();
        await nodes.StartNodeAsync();

        await nodes.CreatePodAsync("p", $$"""{"name":"c","image":"redis","command":["exit","{{code}}"]}""", $$""","restartPolicy":"{{policy}}" """);
        var pod = (await nodes.WaitAsync("p", p => p?.Status.String("phase") == phase && p.Condition("PodReadyToStartContainers")?.String("status") == "False"))!;

        pod.Condition("Ready")!.String("reason").Should().Be(ready);
        var state = pod.Status.List("containerStatuses").Maps().Single().Map("state", "terminated");
        state.Long("exitCode").Should().Be(code);
        state.String("reason").Should().Be(reason);
    }

    [Test]
    public async Task A_container_that_keeps_failing_is_restarted_with_a_growing_delay()
    {
        await using var nodes = new TestNodes();
        await nodes.StartNodeAsync();
        await nodes.CreatePodAsync("p", """{"name":"c","image":"redis","command":["exit","1"]}""");

        var pod = await nodes.InStateAsync("p", "waiting/CrashLoopBackOff");
        var status = pod.Status.List("containerStatuses").Maps().Single();
        status.Long("restartCount").Should().Be(1, "the first restart is at once");
        status.String("state", "waiting", "message").Should().Be($"back-off 10s restarting failed container=c pod=p_default({pod.Uid})");
        status.Long("lastState", "terminated", "exitCode").Should().Be(1);
        pod.Status.String("phase").Should().Be("Running");

        nodes.Clock.Advance(TimeSpan.FromSeconds(10));
        pod = (await nodes.WaitAsync("p", p => Restarts(p) == 2 && Message(p)?.StartsWith("back-off 20s") == true))!;
        nodes.Clock.Advance(TimeSpan.FromSeconds(20));
        await nodes.WaitAsync("p", p => Restarts(p) == 3 && Message(p)?.StartsWith("back-off 40s") == true);
        nodes.Events.Should().Contain(e => e.StartsWith("Warning BackOff Back-off restarting failed container c in pod p_default("));
    }

    [Test]
    public async Task An_image_that_cannot_be_pulled_is_tried_again_after_a_back_off()
    {
        await using var nodes = new TestNodes();
        await nodes.StartNodeAsync();
        await nodes.CreatePodAsync("p", """{"name":"c","image":"nope.invalid/none:v1"}""");

        var pod = await nodes.InStateAsync("p", "waiting/ImagePullBackOff");

        pod.Status.String("phase").Should().Be("Pending");
        Message(pod).Should().Be(
            "Back-off pulling image \"nope.invalid/none:v1\": ErrImagePull: failed to resolve image \"nope.invalid/none:v1\": no such host");
        nodes.Events.Should().Equal(
            "Normal Pulling Pulling image \"nope.invalid/none:v1\"",
            "Warning Failed Failed to pull image \"nope.invalid/none:v1\": failed to resolve image \"nope.invalid/none:v1\": no such host",
            "Warning Failed Error: ErrImagePull",
            "Normal BackOff Back-off pulling image \"nope.invalid/none:v1\"",
            "Warning Failed Error: ImagePullBackOff");

        var watch = nodes.Client.ListAndWatch(PodKind.Resource).Watch;
        nodes.Clock.Advance(TimeSpan.FromSeconds(10));
        await nodes.WaitAsync("p", _ => KubeletAssertions.Saw(watch, "ErrImagePull"));
    }

    [Test]
    public async Task A_command_that_the_image_does_not_have_cannot_run()
    {
        await using var nodes = new TestNodes();
        await nodes.StartNodeAsync();
        await nodes.CreatePodAsync("p", """{"name":"c","image":"redis","command":["nosuch"]}""");

        var pod = await nodes.InStateAsync("p", "waiting/CrashLoopBackOff");

        var last = pod.Status.List("containerStatuses").Maps().Single().Map("lastState", "terminated");
        last.Long("exitCode").Should().Be(128);
        last.String("reason").Should().Be("StartError");
        last.String("message").Should().EndWith("exec: \"nosuch\": executable file not found in $PATH");
    }

    [Test]
    public async Task Init_containers_run_one_after_the_other_and_sidecars_stay()
    {
        await using var nodes = new TestNodes();
        await nodes.StartNodeAsync();

        await nodes.CreatePodAsync("p", """{"name":"c","image":"redis"}""",
            ""","initContainers":[{"name":"one","image":"redis","command":["exit","0"]},{"name":"side","image":"redis","restartPolicy":"Always"},{"name":"two","image":"redis","command":["exit","0"]}]""");
        var pod = await nodes.ReadyAsync("p");

        pod.Status.List("initContainerStatuses").Maps().Select(c => c.Map("state").Keys[0]).Should().Equal("terminated", "running", "terminated");
        pod.Status.List("initContainerStatuses").Maps().Select(c => c.Bool("ready")).Should().AllBeEquivalentTo(true);
    }

    [Test]
    public async Task A_failed_init_container_keeps_the_pod_from_starting()
    {
        await using var nodes = new TestNodes();
        await nodes.StartNodeAsync();

        await nodes.CreatePodAsync("p", """{"name":"c","image":"redis"}""", ""","restartPolicy":"Never","initContainers":[{"name":"i","image":"redis","command":["exit","1"]}]""");
        var pod = (await nodes.WaitAsync("p", p => p?.Status.String("phase") == "Failed"))!;

        pod.Status.List("containerStatuses").Maps().Single().String("state", "waiting", "reason").Should().Be("PodInitializing");
        pod.Condition("Initialized")!.String("message").Should().Be("containers with incomplete status: [i]");
    }

    [Test]
    public async Task A_pod_that_runs_too_long_is_ended()
    {
        await using var nodes = new TestNodes();
        await nodes.StartNodeAsync();
        await nodes.CreatePodAsync("p", """{"name":"c","image":"redis"}""", ""","activeDeadlineSeconds":60""");
        await nodes.ReadyAsync("p");

        nodes.Clock.Advance(TimeSpan.FromSeconds(60));
        var pod = (await nodes.WaitAsync("p", p => p?.Status.String("phase") == "Failed"))!;

        pod.Status.String("reason").Should().Be("DeadlineExceeded");
    }

    private static long? Restarts(KubeObject? pod) => pod?.Status.List("containerStatuses").Maps().FirstOrDefault()?.Long("restartCount");

    private static string? Message(KubeObject? pod) =>
        pod?.Status.List("containerStatuses").Maps().FirstOrDefault()?.String("state", "waiting", "message");
}
