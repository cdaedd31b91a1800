using FluentAssertions;
using HandsOn.E2E.RealClusters.K3s.Engine;
using HandsOn.Kubernetes.Json;
using NUnit.Framework;

namespace HandsOn.E2E.RealClusters.Tests.K3s.Engine;

public sealed class EngineVersionTests
{
    [TestCase("1.41", "1.12", "1.41", true)]
    [TestCase("1.44", "1.24", "1.44", false)]
    [TestCase("1.50", "1.24", "1.44", false)]
    [TestCase("1.54", "1.46", "1.46", true)]
    public void It_is_the_one_that_both_sides_speak(string newest, string oldest, string spoken, bool mustBeSaid)
    {
        var version = EngineVersion.Read(JsonMap.Of(("ApiVersion", newest), ("MinAPIVersion", oldest), ("Version", "1")));

        (version.Spoken.ToString(), version.MustBeSaid).Should().Be((spoken, mustBeSaid));
    }

    [Test]
    public void An_engine_that_is_too_old_is_named() => FluentActions.Invoking(() => EngineVersion.Read(JsonMap.Of(("ApiVersion", "1.39"), ("Version", "18.09.1"))))
        .Should().Throw<EngineException>().WithMessage("the Docker engine 18.09.1 is too old: it speaks API 1.39, and 1.41 (20.10) is needed");

    [Test]
    public void Somebody_else_who_answers_is_no_engine() => FluentActions.Invoking(() => EngineVersion.Read(JsonMap.Empty)).Should().Throw<EngineException>().WithMessage("no Docker engine: *");

    [TestCase("x86_64", "linux/amd64")]
    [TestCase("aarch64", "linux/arm64")]
    [TestCase("riscv64", "linux/riscv64")]
    public void Its_platform_is_named_as_images_name_theirs(string kernel, string platform) =>
        EngineMachine.Read(JsonMap.Of(("OSType", "linux"), ("Architecture", kernel), ("CgroupVersion", "1"), ("NCPU", 2L), ("MemTotal", 8L << 30)), null)
            .Should().Be(new EngineMachine(platform, Cgroup1: true, new(3, 2)));

    [Test]
    public void Windows_containers_are_of_no_use() => FluentActions.Invoking(() => EngineMachine.Read(JsonMap.Of(("OSType", "windows")), null))
        .Should().Throw<EngineException>().WithMessage("the Docker engine runs windows containers; k3s needs Linux ones");
}
