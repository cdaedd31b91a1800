using System.Net.Sockets;
using FluentAssertions;
using HandsOn.E2E.RealClusters.K3s.Engine;
using NUnit.Framework;

namespace HandsOn.E2E.RealClusters.Tests.K3s.Engine;

[Platform(Exclude = "Win", Reason = "Windows has a pipe, no sockets.")]
public sealed class EngineAddressTests
{
    [TestCase("unix:///run/podman.sock", "", "/run/podman.sock")]
    [TestCase("tcp://127.0.0.1:2375", "", "tcp://127.0.0.1:2375/")]
    [TestCase(null, "/var/run/docker.sock", "/var/run/docker.sock")]
    [TestCase(null, "/run/user/1000/docker.sock", "/run/user/1000/docker.sock")]
    [TestCase(null, "/home/a/.docker/run/docker.sock", "/home/a/.docker/run/docker.sock")]
    [TestCase("", "", "/var/run/docker.sock")]
    public void It_is_what_the_user_names_or_the_first_usual_socket_that_is_there(string? named, string there, string found) =>
        EngineAddress.Find(Environment(named), path => path == there).ToString().Should().Be(found);

    [TestCase("ftp://x")]
    [TestCase("docker")]
    public void What_is_no_address_is_refused(string named) => FluentActions.Invoking(() => EngineAddress.Find(Environment(named), _ => true))
        .Should().Throw<EngineException>().WithMessage($"no Docker engine: DOCKER_HOST is \"{named}\", which is neither unix:// nor tcp://");

    [Test]
    public void An_engine_on_another_machine_is_refused_since_its_ports_would_be_open_to_a_network() =>
        FluentActions.Invoking(() => EngineAddress.Find(Environment("tcp://build.example.com:2375"), _ => true)).Should().Throw<EngineException>()
            .WithMessage("no Docker engine here: DOCKER_HOST names one on build.example.com, whose clusters would have to open their ports to the network; an SSH tunnel to its socket works");

    [TestCase(SocketError.AccessDenied, true, "no Docker engine: the user me may not use /s; members of its group (often \"docker\") may")]
    [TestCase(SocketError.ConnectionRefused, true, "no Docker engine: nothing listens at /s; is Docker started?")]
    [TestCase(SocketError.AddressNotAvailable, false, "no Docker engine: there is no /s")]
    [TestCase(SocketError.TimedOut, true, "no Docker engine: /s cannot be reached (TimedOut)")]
    public void Why_there_is_none_is_one_sentence(SocketError error, bool exists, string sentence) => EngineConnection
        .WhyNot(new(new("unix:///s"), Named: false), new HttpRequestException("x", new SocketException((int)error)), _ => exists, "me").Should().Be(sentence);

    [Test]
    public void Who_answers_but_is_no_engine_is_told_apart() => EngineConnection
        .WhyNot(new(new("tcp://127.0.0.1:80"), Named: true), new HttpRequestException("bad status line"), _ => true, "me")
        .Should().Be("no Docker engine: tcp://127.0.0.1:80/, which DOCKER_HOST names, does not answer as one (bad status line)");

    private static Func<string, string?> Environment(string? host) => name => name switch
    {
        "DOCKER_HOST" => host,
        "XDG_RUNTIME_DIR" => "/run/user/1000",
        "HOME" => "/home/a",
        _ => null,
    };
}
