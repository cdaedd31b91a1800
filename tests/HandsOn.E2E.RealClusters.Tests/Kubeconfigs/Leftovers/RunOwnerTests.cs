using FluentAssertions;
using HandsOn.E2E.RealClusters.Kubeconfigs.Leftovers;
using NUnit.Framework;

namespace HandsOn.E2E.RealClusters.Tests.Kubeconfigs.Leftovers;

public sealed class RunOwnerTests
{
    private static readonly RunOwner Judge = new("host", "boot", "processes", 1, "10");

    [Test]
    public void This_process_lives() => RunOwner.Current.IsDead().Should().BeFalse();

    [Test]
    public void A_process_that_was_never_there_is_dead() => (RunOwner.Current with { Process = int.MaxValue }).IsDead().Should().BeTrue();

    [TestCase("host", "boot", "processes", 2, "20", false, TestName = "one that runs")]
    [TestCase("host", "boot", "processes", 2, "19", true, TestName = "one whose number another has got")]
    [TestCase("host", "boot", "processes", 3, "30", true, TestName = "one that runs no more")]
    [TestCase("other", "boot", "processes", 3, "30", false, TestName = "one of another machine")]
    [TestCase("host", "earlier", "processes", 3, "30", false, TestName = "one of a machine of that name, or of another life of it")]
    [TestCase("host", "boot", "container", 3, "30", false, TestName = "one of another container")]
    public void Only_who_can_know_calls_it_dead(string host, string boot, string processes, int process, string started, bool isDead) =>
        new RunOwner(host, boot, processes, process, started).IsDead(Judge, number => number == 2 ? "20" : null).Should().Be(isDead);

    [Test]
    public void What_is_written_is_read_back() => RunOwner.Parse(Judge.ToString()).Should().Be(Judge);

    [TestCase(null)]
    [TestCase("")]
    [TestCase("{}")]
    [TestCase("somebody")]
    [TestCase("{somebody")]
    public void What_others_have_written_is_nobody(string? text) => RunOwner.Parse(text).Should().BeNull();
}
