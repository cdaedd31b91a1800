using System.Net.WebSockets;
using System.Text;
using FluentAssertions;
using NUnit.Framework;

namespace HandsOn.Cluster.Tests.Server.Streams;

/// <summary>The channels that client libraries forward ports through; kubectl's way has its own tests.</summary>
public class PortForwardTests
{
    private const string Pod = "/api/v1/namespaces/default/pods/p";

    private TestApiServer server = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        server = await TestApiServer.StartAsync(new(), o => o with { Kubelets = new EchoKubelet() });
        var pod = """{"metadata":{"name":"p"},"spec":{"nodeName":"n1","containers":[{"name":"c","image":"i"}]}}""";
        (await server.Admin.SendAsync(TestApiServer.Request(HttpMethod.Post, "/api/v1/namespaces/default/pods", pod))).EnsureSuccessStatusCode();
        var status = new HttpRequestMessage(HttpMethod.Patch, Pod + "/status") { Content = new StringContent("""{"status":{"phase":"Running"}}""", Encoding.UTF8, "application/merge-patch+json") };
        (await server.Admin.SendAsync(status)).EnsureSuccessStatusCode();
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [Test]
    public async Task Every_port_has_a_channel_for_data_and_one_for_errors_which_begin_with_the_port()
    {
        var messages = await ForwardAsync("portforward?ports=80&ports=1");

        messages.Where(m => m[0] == 0).SelectMany(m => m[1..]).Take(2).Should().Equal((byte)80, (byte)0);
        messages.Where(m => m[0] == 1).Should().ContainSingle("nothing is wrong with port 80").Which[1..].Should().Equal((byte)80, (byte)0);
        Encoding.UTF8.GetString([.. messages.Where(m => m[0] == 0).SelectMany(m => m[1..]).Skip(2)]).Should().StartWith("HTTP/1.1 418 Odd").And.EndWith("hello");
        messages.Where(m => m[0] == 2).Should().ContainSingle().Which[1..].Should().Equal((byte)1, (byte)0);
        Encoding.UTF8.GetString([.. messages.Where(m => m[0] == 3).SelectMany(m => m[1..]).Skip(2)]).Should().StartWith("error forwarding port 1 to pod ").And.EndWith("connection refused");
    }

    [Test]
    public async Task What_is_sent_arrives_at_the_port()
    {
        using var socket = await ConnectAsync("portforward?ports=7");
        await socket.SendAsync("\0echo"u8.ToArray(), WebSocketMessageType.Binary, true, default);

        var heard = new List<byte>();
        var buffer = new byte[100];
        while (heard.Count < 6)
            if (await socket.ReceiveAsync(buffer, default) is var read && buffer[0] == 0) heard.AddRange(buffer[1..read.Count]);

        Encoding.UTF8.GetString([.. heard.Skip(2)]).Should().Be("echo");
    }

    [TestCase("portforward")]
    [TestCase("portforward?ports=0")]
    [TestCase("portforward?ports=80,http")]
    public async Task A_query_without_ports_is_refused_before_the_protocol_changes(string path) =>
        await this.Awaiting(t => t.ConnectAsync(path)).Should().ThrowAsync<WebSocketException>().WithMessage("*'400'*");

    private async Task<List<byte[]>> ForwardAsync(string path)
    {
        using var socket = await ConnectAsync(path);
        var messages = new List<byte[]>();
        var buffer = new byte[64 * 1024];
        while (await socket.ReceiveAsync(buffer, default) is { MessageType: not WebSocketMessageType.Close } read) messages.Add(buffer[..read.Count]);
        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", default);
        return messages;
    }

    private async Task<ClientWebSocket> ConnectAsync(string path)
    {
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("v4.channel.k8s.io");
        var address = new UriBuilder(server.Host.Address) { Scheme = "wss" }.Uri;
        using var handler = new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = (_, _, _, _) => true } };
        using var invoker = new HttpMessageInvoker(handler, disposeHandler: false);
        await socket.ConnectAsync(new Uri(address, $"{Pod}/{path}"), invoker, default);
        return socket;
    }
}
