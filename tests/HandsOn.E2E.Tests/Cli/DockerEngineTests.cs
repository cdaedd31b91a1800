using System.Net;
using System.Net.Sockets;
using FluentAssertions;
using HandsOn.E2E.Cli.Output;
using HandsOn.E2E.Tests.Support;
using NUnit.Framework;

namespace HandsOn.E2E.Tests.Cli;

[CancelAfter(30_000)]
public sealed class DockerEngineTests
{
    [TestCase("unix:///no/such.sock", "no Docker engine: there is no /no/such.sock")]
    [TestCase("tcp://127.0.0.1:1", "no Docker engine answers at tcp://127.0.0.1:1")]
    [TestCase("ssh://me@there", "DOCKER_HOST ssh://me@there is nothing that can be asked for a Docker engine")]
    [TestCase("nonsense", "DOCKER_HOST nonsense is nothing that can be asked for a Docker engine")]
    public async Task Where_there_is_none_it_is_said_why(string host, string found, CancellationToken cancellation) =>
        (await DockerEngine.WhyNotAsync(host, cancellation)).Should().Be(found);

    [TestCase("200 OK", "a Docker engine answers at *, but this build has no provider for it")]
    [TestCase("500 Oops", "no Docker engine: * answers with status 500")]
    [TestCase(null, "no Docker engine answers at *", Description = "accepts and is silent")]
    public async Task One_that_listens_on_TCP_is_asked(string? status, string found, CancellationToken cancellation)
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        await AskAsync(listener, $"tcp://{listener.LocalEndPoint}", status, found, cancellation);
    }

    [Test, Platform(Exclude = "Win")]
    public async Task One_that_listens_on_a_socket_file_is_asked(CancellationToken cancellation)
    {
        using var folder = TestFolder.Create();
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(folder.PathOf("d.sock")));
        await AskAsync(listener, $"unix://{folder.PathOf("d.sock")}", "200 OK", "a Docker engine answers at unix:*d.sock, but this build has no provider for it", cancellation);
    }

    private static async Task AskAsync(Socket listener, string host, string? status, string found, CancellationToken cancellation)
    {
        listener.Listen();
        var asked = DockerEngine.WhyNotAsync(host, cancellation);
        using var connection = await listener.AcceptAsync(cancellation);
        if (status is not null) await connection.SendAsync(System.Text.Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: 2\r\n\r\nOK"), cancellation);
        (await asked).Should().Match(found);
    }
}
