using FluentAssertions;
using HandsOn.E2E.RealClusters.K3s.Starting;
using NUnit.Framework;

namespace HandsOn.E2E.RealClusters.Tests.K3s.Starting;

public sealed class StartFailureTests
{
    private static readonly string[] Log =
    [
        "time=\"2026-11-22T01:02:03Z\" level=info msg=\"Starting k3s\"",
        "time=\"2026-11-22T01:02:03Z\" level=fatal msg=\"starting kubernetes: dial \\\"x\\\": no such device\"",
        "time=\"2026-11-22T01:02:03Z\" level=info msg=\"Shutting down\"",
    ];

    [Test]
    public void A_container_that_ended_is_quoted_with_what_tells_why() => StartFailure.Ended("k3s", 1, outOfMemory: false, Log)
        .Should().Be("k3s ended before it was ready (exit code 1); its last words: starting kubernetes: dial \"x\": no such device");

    [Test]
    public void One_that_the_kernel_ended_says_so() => StartFailure.Ended("k3s", 137, outOfMemory: true, [])
        .Should().Be("k3s was ended for want of memory before it was ready (exit code 137); it wrote nothing");

    [Test]
    public void One_that_ended_later_is_called_by_its_name() => StartFailure.EndedLater("handson-1", 3, outOfMemory: false, ["E1123 02:13:56 leader election lost"])
        .Should().Be("the container handson-1 of the cluster ended (exit code 3); its last words: E1123 02:13:56 leader election lost");

    [Test]
    public void One_that_is_never_ready_says_what_is_missing_and_its_last_lines() => StartFailure.NotReady("k3s", TimeSpan.FromMinutes(3), "CoreDNS has no ready pod", [Log[0], new string('x', 400)])
        .Should().Be($"k3s is not ready after 180 s: CoreDNS has no ready pod; its last words: Starting k3s | {new string('x', 300)}...");

    [TestCase("Docker API responded with status code='NotFound', response='{\"message\":\"No such image: rancher/k3s:v1\"}'", "the image k3s is not here, and its registry has no such tag")]
    [TestCase("write /x: no space left on device", "k3s cannot be started: the engine's disk is full")]
    [TestCase("Bind for 127.0.0.1:80 failed: port is already allocated", "k3s cannot be started: a port of this machine is taken (Bind for 127.0.0.1:80 failed: port is already allocated)")]
    [TestCase("one\ntwo", "k3s cannot be started: one two")]
    public void What_the_engine_refuses_is_one_sentence(string said, string sentence) => StartFailure.Refused("k3s", new InvalidOperationException(said)).Should().Be(sentence);
}
