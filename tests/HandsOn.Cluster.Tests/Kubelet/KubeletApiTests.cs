using System.Text;
using FluentAssertions;
using HandsOn.Cluster.Kubelet;
using HandsOn.Cluster.Server.Streams;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Objects;
using NUnit.Framework;

namespace HandsOn.Cluster.Tests.Kubelet;

internal sealed class KubeletApiTests
{
    private static readonly LogOptions All = new();

    [Test]
    public async Task Logs_are_what_the_container_has_written()
    {
        await using var nodes = new TestNodes();
        var (node, pod) = await TalkAsync(nodes, "one\ntwo\nthree");

        (await LogsAsync(node, pod, All)).Should().Be("one\ntwo\nthree\n");
        (await LogsAsync(node, pod, All with { TailLines = 1 })).Should().Be("three\n");
        (await LogsAsync(node, pod, All with { LimitBytes = 5 })).Should().Be("one\nt");
        (await LogsAsync(node, pod, All with { TailLines = 1, Timestamps = true })).Should().Be("2026-01-01T00:00:00.000000000Z three\n");
        (await LogsAsync(node, pod, All with { Since = nodes.Clock.GetUtcNow().AddSeconds(1) })).Should().BeEmpty();
    }

    [Test]
    public async Task Following_a_log_ends_with_the_container()
    {
        await using var nodes = new TestNodes();
        var proceed = new TaskCompletionSource();
        nodes.Images.Commands["talk"] = async (container, _) =>
        {
            await container.Output.WriteLineAsync("before");
            await proceed.Task;
            await container.Output.WriteLineAsync("after");
            return 0;
        };
        var node = await nodes.StartNodeAsync();
        await nodes.CreatePodAsync("p", """{"name":"c","image":"x","command":["talk"]}""", ""","restartPolicy":"Never" """);
        var pod = await nodes.InStateAsync("p", "running");

        var following = LogsAsync(node, pod, All with { Follow = true });
        following.IsCompleted.Should().BeFalse();
        proceed.SetResult();

        (await following.WaitAsync(TimeSpan.FromSeconds(10))).Should().Be("before\nafter\n");
    }

    [Test]
    public async Task The_log_of_the_previous_run_can_be_had()
    {
        await using var nodes = new TestNodes();
        var runs = 0;
        nodes.Images.Commands["talk"] = async (container, stopping) =>
        {
            await container.Output.WriteLineAsync($"run {++runs}");
            return runs == 1 ? 1 : await nodes.Images.Commands["pause"](container, stopping);
        };
        var node = await nodes.StartNodeAsync();
        await nodes.CreatePodAsync("p", """{"name":"c","image":"x","command":["talk"]}""");
        var pod = (await nodes.WaitAsync("p", p => p?.HasCondition("Ready") == true && p.Status.List("containerStatuses").Maps().Single().Long("restartCount") == 1))!;

        (await LogsAsync(node, pod, All)).Should().Be("run 2\n");
        (await LogsAsync(node, pod, All with { Previous = true })).Should().Be("run 1\n");
    }

    [TestCase("nope.invalid/x", false, "container \"c\" in pod \"p\" is waiting to start: trying and failing to pull image")]
    [TestCase("nope.invalid/x", true, "previous terminated container \"c\" in pod \"p\" not found")]
    public async Task A_container_that_never_ran_has_no_log(string image, bool previous, string message)
    {
        await using var nodes = new TestNodes();
        var node = await nodes.StartNodeAsync();
        await nodes.CreatePodAsync("p", $$"""{"name":"c","image":"{{image}}"}""");
        var pod = await nodes.InStateAsync("p", "waiting/ImagePullBackOff");

        var logs = () => LogsAsync(node, pod, All with { Previous = previous });

        (await logs.Should().ThrowAsync<StatusException>()).Which.Should().BeEquivalentTo(new { Code = 400, Message = message });
    }

    [Test]
    public async Task Exec_runs_a_command_with_its_streams()
    {
        await using var nodes = new TestNodes();
        nodes.Images.Commands["upper"] = async (container, _) =>
        {
            await container.Output.WriteAsync((await container.Input.ReadToEndAsync()).ToUpperInvariant());
            await container.Error.WriteAsync(container.PodName);
            return 3;
        };
        var (node, pod) = await TalkAsync(nodes, "");
        var (output, error) = (new MemoryStream(), new MemoryStream());

        var code = await node.Api.ExecAsync(pod, "c", ["upper"], new ExecStreams(new MemoryStream("hello"u8.ToArray()), output, error, Tty: false), default);

        code.Should().Be(3);
        Encoding.UTF8.GetString(output.ToArray()).Should().Be("HELLO");
        Encoding.UTF8.GetString(error.ToArray()).Should().Be("p");
    }

    [Test]
    public async Task Exec_CommandThatIsNotThere_IsRefusedInTheRuntimesWords()
    {
        await using var nodes = new TestNodes();
        var (node, pod) = await TalkAsync(nodes, "");

        var exec = () => node.Api.ExecAsync(pod, "c", ["nosuch"], new ExecStreams(null, null, null, Tty: false), default);

        (await exec.Should().ThrowAsync<StatusException>()).Which.Message.Should().Contain("exec: \"nosuch\": executable file not found in $PATH");
    }

    [Test]
    public async Task Attach_ToAContainerWithStdinOnce_HandsOnTheInputUntilItEnds()
    {
        await using var nodes = new TestNodes();
        nodes.Images.Commands["greet"] = async (container, stopping) =>
        {
            while (await container.Input.ReadLineAsync(stopping) is { } name) await container.Output.WriteLineAsync("hello " + name);
            return 0;
        };
        var node = await nodes.StartNodeAsync();
        await nodes.CreatePodAsync("p", """{"name":"c","image":"x","command":["greet"],"stdin":true,"stdinOnce":true}""", ""","restartPolicy":"Never" """);
        var pod = await nodes.InStateAsync("p", "running");
        var output = new MemoryStream();

        await node.Api.AttachAsync(pod, "c", new ExecStreams(new MemoryStream("a\nb\n"u8.ToArray()), output, null, Tty: false), default).WaitAsync(TimeSpan.FromSeconds(10));

        Encoding.UTF8.GetString(output.ToArray()).Should().Be("hello a\nhello b\n");
    }

    [Test]
    public async Task Attach_ToAContainerThatHasEnded_IsRefusedSoThatTheClientShowsTheLog()
    {
        await using var nodes = new TestNodes();
        nodes.Images.Commands["hi"] = async (container, _) =>
        {
            await container.Output.WriteLineAsync("hi");
            return 0;
        };
        var node = await nodes.StartNodeAsync();
        await nodes.CreatePodAsync("p", """{"name":"c","image":"x","command":["hi"]}""", ""","restartPolicy":"Never" """);
        var pod = await nodes.InStateAsync("p", "terminated/Completed");

        var attach = () => node.Api.AttachAsync(pod, "c", new ExecStreams(null, new MemoryStream(), null, Tty: false), default);

        (await attach.Should().ThrowAsync<StatusException>()).Which.Message.Should().Be("Internal error occurred: unable to upgrade connection: container not found (\"c\")");
    }

    private static async Task<(NodeAgent, KubeObject)> TalkAsync(TestNodes nodes, string text)
    {
        nodes.Images.Commands["talk"] = async (container, stopping) =>
        {
            await container.Output.WriteLineAsync(text);
            return await nodes.Images.Commands["pause"](container, stopping);
        };
        var node = await nodes.StartNodeAsync();
        await nodes.CreatePodAsync("p", """{"name":"c","image":"x","command":["talk"]}""");
        return (node, await nodes.ReadyAsync("p"));
    }

    private static async Task<string> LogsAsync(NodeAgent node, KubeObject pod, LogOptions options)
    {
        var target = new MemoryStream();
        await node.Api.WriteLogsAsync(pod, "c", options, target, default);
        return Encoding.UTF8.GetString(target.ToArray());
    }
}
