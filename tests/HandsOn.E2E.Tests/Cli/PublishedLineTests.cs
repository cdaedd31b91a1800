using System.Net;
using System.Net.Sockets;
using FluentAssertions;
using HandsOn.Cluster.Network.Publishing;
using HandsOn.E2E.Cli.Output;
using NUnit.Framework;

namespace HandsOn.E2E.Tests.Cli;

public sealed class PublishedLineTests
{
    private static readonly PublishedEndpoint Web = new("default", "web", 80, new IPEndPoint(IPAddress.Loopback, 39817))
    {
        Wanted = 80,
        Url = new Uri("http://127.0.0.1:39817/"),
    };

    [Test]
    public void A_published_port_is_named_with_its_URL_and_so_is_one_that_goes()
    {
        PublishedLine.Of(Web, isOpen: true).Should().Be("published default/web:80 at http://127.0.0.1:39817/");
        PublishedLine.Of(Web, isOpen: false).Should().Be("closed default/web:80, which was at http://127.0.0.1:39817/");
    }

    [Test]
    public void A_port_that_speaks_something_else_has_an_address() =>
        PublishedLine.Of(new("default", "db", 6379, new IPEndPoint(IPAddress.Loopback, 6379)), isOpen: true)
            .Should().Be("published default/db:6379 at 127.0.0.1:6379");

    [TestCase(SocketError.AddressAlreadyInUse, "the port is in use on this machine")]
    [TestCase(SocketError.AccessDenied, "the port takes privileges")]
    public void A_port_that_is_not_where_kubectl_shows_it_says_why(SocketError refusal, string why) =>
        PublishedLine.Of(Web with { Refusal = refusal }, isOpen: true)
            .Should().Be($"published default/web:80 at http://127.0.0.1:39817/ (not at localhost:80: {why})");
}
