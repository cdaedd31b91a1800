using System.Net.WebSockets;
using System.Text;
using FluentAssertions;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using NUnit.Framework;

namespace HandsOn.Cluster.Tests.Server.Streams;

public class ExecTests
{
    private const string Pod = "/api/v1/namespaces/default/pods/p";

    private readonly EchoKubelet kubelet = new();
    private TestApiServer server = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        server = await TestApiServer.StartAsync(new(), o => o with { Kubelets = kubelet });
        await CreatePodAsync(server);
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [TestCase("v5.channel.k8s.io")]
    [TestCase("v4.channel.k8s.io")]
    public async Task A_command_sends_its_output_and_then_its_success(string protocol)
    {
        using var socket = await ConnectAsync("exec?command=echo&command=hi&stdout=1&stderr=1", protocol);

        var messages = await ReadToEndAsync(socket);

        Text(messages, 1).Should().Be("hi\n");
        Text(messages, 2).Should().Be("done\n");
        Text(messages, 3).Should().Be("""{"metadata":{},"status":"Success"}""");
    }

    [Test, CancelAfter(30_000)]
    public async Task A_command_starts_a_moment_after_its_connection_as_with_a_real_runtime(CancellationToken cancellation)
    {
        var time = new HeldTime(TimeSpan.FromMilliseconds(25));
        await using var held = await TestApiServer.StartAsync(new() { Time = time }, o => o with { Kubelets = kubelet });
        await CreatePodAsync(held);
        using var socket = await ConnectAsync("exec?command=echo&command=hi&stdout=1", "v5.channel.k8s.io", held);
        var read = ReadToEndAsync(socket);

        var start = await time.Asked.WaitAsync(cancellation);
        read.IsCompleted.Should().BeFalse();
        start();

        Text(await read, 1).Should().Be("hi\n");
    }

    [Test]
    public async Task A_command_that_fails_gives_its_exit_code()
    {
        using var socket = await ConnectAsync("exec?command=exit&command=3&stdout=1", "v5.channel.k8s.io");

        var status = JsonText.ParseMap(Text(await ReadToEndAsync(socket), 3));

        status.String("reason").Should().Be("NonZeroExitCode");
        status.Map("details").List("causes").Maps().Single().String("message").Should().Be("3");
    }

    [Test]
    public async Task A_command_that_is_not_there_is_refused_once_in_the_words_of_the_kubelet()
    {
        using var socket = await ConnectAsync("exec?command=nosuch&stdout=1", "v5.channel.k8s.io");

        var status = JsonText.ParseMap(Text(await ReadToEndAsync(socket), 3));

        status.String("message").Should().Be("Internal error occurred: error executing command in container: no such executable");
    }

    [Test]
    public async Task The_close_signal_of_v5_ends_the_input()
    {
        using var socket = await ConnectAsync("exec?command=cat&stdin=1&stdout=1", "v5.channel.k8s.io");
        await socket.SendAsync(new byte[] { 0, (byte)'a', (byte)'b' }, WebSocketMessageType.Binary, true, default);
        await socket.SendAsync(new byte[] { 255, 0 }, WebSocketMessageType.Binary, true, default);

        var messages = await ReadToEndAsync(socket);

        Text(messages, 1).Should().Be("ab");
        Text(messages, 3).Should().Contain("Success");
    }

    [Test]
    public async Task Logs_are_plain_text_and_the_kubelet_gets_the_options()
    {
        var response = await server.Admin.GetAsync(Pod + "/log?tailLines=5&timestamps=true&previous=1");

        response.Content.Headers.ContentType!.MediaType.Should().Be("text/plain");
        (await response.Content.ReadAsStringAsync()).Should().Be("c says hello\n");
        kubelet.AskedFor.Should().BeEquivalentTo(new { TailLines = 5, Timestamps = true, Previous = true, Follow = false });
    }

    [Test]
    public async Task A_request_is_handed_on_to_the_pod()
    {
        var response = await server.Admin.GetAsync(Pod + ":80/proxy/some/path");

        ((int)response.StatusCode).Should().Be(418);
        response.Headers.GetValues("X-Pod").Should().Equal("p");
        (await response.Content.ReadAsStringAsync()).Should().Be("hello");
    }

    [Test]
    public async Task A_port_that_refuses_makes_the_pod_unavailable()
    {
        var response = await server.Admin.GetAsync(Pod + ":1/proxy/");

        ((int)response.StatusCode).Should().Be(503);
        (await response.Content.ReadAsStringAsync()).Should().Contain("error trying to reach service: connection refused");
    }

    [TestCase("exec?command=echo&stdout=1", "Upgrade request required")]
    [TestCase("exec?stdout=1", "you must specify a command to run")]
    [TestCase("exec?command=echo", "you must specify at least 1 of stdin, stdout, stderr")]
    [TestCase("log?container=nope", "container nope is not valid for pod p")]
    public async Task What_makes_no_sense_is_refused(string path, string message)
    {
        var response = await server.Admin.GetAsync($"{Pod}/{path}");

        ((int)response.StatusCode).Should().Be(400);
        JsonText.ParseMap(await response.Content.ReadAsStringAsync()).String("message").Should().Be(message);
    }

    private static async Task CreatePodAsync(TestApiServer on)
    {
        var pod = """{"metadata":{"name":"p"},"spec":{"nodeName":"n1","containers":[{"name":"c","image":"i"}]}}""";
        (await on.Admin.SendAsync(TestApiServer.Request(HttpMethod.Post, "/api/v1/namespaces/default/pods", pod))).EnsureSuccessStatusCode();
    }

    private async Task<ClientWebSocket> ConnectAsync(string path, string protocol, TestApiServer? to = null)
    {
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol(protocol);
        var address = new UriBuilder((to ?? server).Host.Address) { Scheme = "wss" }.Uri;
        using var handler = new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = (_, _, _, _) => true } };
        using var invoker = new HttpMessageInvoker(handler, disposeHandler: false);
        await socket.ConnectAsync(new Uri(address, $"{Pod}/{path}"), invoker, default);
        return socket;
    }

    private static async Task<List<byte[]>> ReadToEndAsync(ClientWebSocket socket)
    {
        var messages = new List<byte[]>();
        var buffer = new byte[64 * 1024];
        while (true)
        {
            var read = await socket.ReceiveAsync(buffer, default);
            if (read.MessageType == WebSocketMessageType.Close) break;
            messages.Add(buffer[..read.Count]);
        }
        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", default);
        return messages;
    }

    private static string Text(List<byte[]> messages, byte channel) =>
        Encoding.UTF8.GetString([.. messages.Where(m => m[0] == channel).SelectMany(m => m.Skip(1))]);

    /// <summary>A clock whose timers of one length only a test lets go.</summary>
    private sealed class HeldTime(TimeSpan length) : TimeProvider
    {
        private readonly TaskCompletionSource<Action> asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Ends when somebody waits so long; lets him go on.</summary>
        public Task<Action> Asked => asked.Task;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime != length) return base.CreateTimer(callback, state, dueTime, period);
            asked.TrySetResult(() => callback(state));
            return base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }
}
