using FluentAssertions;
using HandsOn.E2E.Versions;
using NUnit.Framework;

namespace HandsOn.E2E.Tests.Versions;

public sealed class ReleaseNameTests
{
    [TestCase("1.36", 36, null)]
    [TestCase("v1.36", 36, null)]
    [TestCase("1.36.5", 36, "1.36.5")]
    [TestCase("v1.36.5-k3s1", 36, "v1.36.5-k3s1")]
    [TestCase("v1.36.5+k3s1", 36, "v1.36.5+k3s1")]
    [TestCase("v1.37.0-rc.1+k3s1", 37, "v1.37.0-rc.1+k3s1")]
    [TestCase("rancher/k3s:v1.36.5-k3s1", 36, "rancher/k3s:v1.36.5-k3s1")]
    [TestCase("localhost:5000/k3s:v1.21.14-k3s1", 21, "localhost:5000/k3s:v1.21.14-k3s1")]
    public void A_minor_a_release_and_an_image_are_read(string text, int minor, string? release)
    {
        ReleaseName.TryRead(text, out var read, out var named).Should().BeTrue();

        (read.Number, named).Should().Be((minor, release));
    }

    [TestCase("")]
    [TestCase("2.0")]
    [TestCase("1.x")]
    [TestCase("1.36.x")]
    [TestCase("1.36 ")]
    [TestCase("rancher/k3s:latest")]
    [TestCase("rancher/k3s")]
    public void Anything_else_is_not(string text) => ReleaseName.TryRead(text, out _, out _).Should().BeFalse();
}
