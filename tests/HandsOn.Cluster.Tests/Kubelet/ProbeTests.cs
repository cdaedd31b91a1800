using System.Net;
using System.Text;
using FluentAssertions;
using HandsOn.Cluster.Api.Resources;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Kubernetes.Objects;
using HandsOn.Workloads.Network;
using NUnit.Framework;

namespace HandsOn.Cluster.Tests.Kubelet;

internal sealed class ProbeTests
{
    private volatile int answer = 200;

    [Test]
    public async Task A_pod_becomes_ready_when_its_http_probe_succeeds_and_unready_when_it_fails()
    {
        await using var nodes = await StartAsync();
        await nodes.CreatePodAsync("p", """
            {"name":"c","image":"web","command":["serve"],"ports":[{"name":"http","containerPort":8080}],
             "readinessProbe":{"httpGet":{"path":"/","port":"http"},"periodSeconds":5,"failureThreshold":2} }
            """);
        await nodes.ReadyAsync("p");

        answer = 500;
        nodes.Clock.Advance(TimeSpan.FromSeconds(5));
        await nodes.EventAsync("Unhealthy");
        nodes.Client.Get(PodKind.Resource, "default", "p").HasCondition("Ready").Should().BeTrue("one failure is not yet two");
        var pod = await AdvanceUntilAsync(nodes, 5, p => p?.Condition("Ready")?.String("status") == "False");

        pod.Condition("Ready")!.String("message").Should().Be("containers with unready status: [c]");
        nodes.Events.Should().Contain("Warning Unhealthy Readiness probe failed: HTTP probe failed with statuscode: 500");
        answer = 200;
        await AdvanceUntilAsync(nodes, 5, p => p?.HasCondition("Ready") == true);
    }

    [Test]
    public async Task A_container_whose_liveness_probe_fails_is_restarted()
    {
        await using var nodes = await StartAsync();
        await nodes.CreatePodAsync("p", """
            {"name":"c","image":"web","command":["serve"],"livenessProbe":{"httpGet":{"path":"/","port":8080},"periodSeconds":5,"failureThreshold":1} }
            """);
        await nodes.ReadyAsync("p");

        answer = 500;
        await AdvanceUntilAsync(nodes, 5, p => p!.Status.List("containerStatuses").Maps().Single().Long("restartCount") == 1);

        nodes.Events.Should().Contain("Normal Killing Container c failed liveness probe, will be restarted");
    }

    [Test]
    public async Task A_startup_probe_holds_back_the_others()
    {
        await using var nodes = await StartAsync();
        answer = 500;
        await nodes.CreatePodAsync("p", """
            {"name":"c","image":"web","command":["serve"],"startupProbe":{"httpGet":{"path":"/","port":8080},"periodSeconds":1,"failureThreshold":30},
             "livenessProbe":{"tcpSocket":{"port":9},"periodSeconds":1,"failureThreshold":30} }
            """);
        await nodes.EventAsync("Unhealthy");
        nodes.Events.Should().NotContain(e => e.Contains("Liveness"));

        answer = 200;
        await AdvanceUntilAsync(nodes, 1, p => p?.Status.List("containerStatuses").Maps().Single().Bool("started") == true);
    }

    [TestCase("""{"exec":{"command":["exit","0"]},"periodSeconds":1}""", null)]
    [TestCase("""{"exec":{"command":["say"]},"periodSeconds":1}""", "Warning Unhealthy Readiness probe failed: not yet")]
    [TestCase("""{"tcpSocket":{"port":8080},"periodSeconds":1}""", null)]
    [TestCase("""{"tcpSocket":{"port":9},"periodSeconds":1}""", "Warning Unhealthy Readiness probe failed: dial tcp 10.244.0.2:9: connect: connection refused")]
    [TestCase("""{"httpGet":{"port":9},"periodSeconds":1}""", "Warning Unhealthy Readiness probe failed: Get \"http://10.244.0.2:9/\": dial tcp 10.244.0.2:9: connect: connection refused")]
    public async Task A_probe_fails_in_the_real_words(string probe, string? message)
    {
        await using var nodes = await StartAsync();
        nodes.Images.Commands["say"] = async (container, _) =>
        {
            await container.Output.WriteAsync("not yet");
            return 1;
        };
        await nodes.CreatePodAsync("p", $$"""{"name":"c","image":"web","command":["serve"],"readinessProbe":{{probe}} }""");

        if (message is null)
        {
            await nodes.ReadyAsync("p");
            return;
        }
        await nodes.InStateAsync("p", "running");
        nodes.Clock.Advance(TimeSpan.FromSeconds(1));
        await nodes.EventAsync("Unhealthy");
        nodes.Events.Should().Contain(message);
    }

    private async Task<TestNodes> StartAsync()
    {
        answer = 200;
        var nodes = new TestNodes();
        nodes.Images.Commands["serve"] = async (container, stopping) =>
        {
            using var listener = container.Network.Listen(8080);
            await using var stop = stopping.Register(listener.Dispose);
            while (await listener.AcceptAsync(CancellationToken.None) is { } connection) _ = AnswerAsync(connection);
            return 0;
        };
        await nodes.StartNodeAsync();
        return nodes;
    }

    private async Task AnswerAsync(VirtualConnection connection)
    {
        await using var stream = connection.Stream;
        using var reader = new StreamReader(stream, leaveOpen: true);
        while (await reader.ReadLineAsync() is { Length: > 0 }) { }
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {answer} {(HttpStatusCode)answer}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
    }

    /// <summary>Probes run beside the clock, so it is moved on until one has made the difference.</summary>
    private static async Task<KubeObject> AdvanceUntilAsync(TestNodes nodes, int seconds, Func<KubeObject?, bool> condition)
    {
        var done = nodes.WaitAsync("p", condition);
        while (!done.IsCompleted)
        {
            nodes.Clock.Advance(TimeSpan.FromSeconds(seconds));
            await Task.WhenAny(done, Task.Run(() => { }));
        }
        return (await done)!;
    }
}
