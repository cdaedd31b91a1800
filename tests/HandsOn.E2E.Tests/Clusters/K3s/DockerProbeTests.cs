using System.Net;
using System.Net.Sockets;
using System.Text;
using FluentAssertions;
using HandsOn.E2E.Clusters.K3s;
using NUnit.Framework;

namespace HandsOn.E2E.Tests.Clusters.K3s;

[CancelAfter(30_000)]
public sealed class DockerProbeTests
{
    [TestCase("unix:///no/such.sock", "no Docker engine: there is no /no/such.sock, which DOCKER_HOST names")]
    [TestCase("ssh://me@there", "no Docker engine: DOCKER_HOST is \"ssh://me@there\", *")]
    public async Task Where_there_is_none_it_is_said_why(string host, string sentence, CancellationToken cancellation) =>
        (await DockerProbe.WhyNotAsync(_ => host, cancellation)).Should().Match(sentence);

    [TestCase("{\"ApiVersion\":\"1.44\",\"MinAPIVersion\":\"1.24\"}", null)]
    [TestCase(null, "no Docker engine: * does not answer within 1 s", Description = "accepts and is silent")]
    public async Task One_that_listens_is_asked(string? version, string? sentence, CancellationToken cancellation)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var asked = DockerProbe.WhyNotAsync(_ => $"tcp://{listener.LocalEndpoint}", cancellation);
        using var connection = await listener.AcceptSocketAsync(cancellation);
        if (version is not null) await connection.SendAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {version.Length}\r\n\r\n{version}"), cancellation);

        var said = await asked;

        if (sentence is null) said.Should().BeNull();
        else said.Should().Match(sentence);
    }
}
