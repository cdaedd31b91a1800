using FluentAssertions;
using HandsOn.E2E.Clusters;
using NUnit.Framework;

namespace HandsOn.E2E.Tests.Clusters;

[NonParallelizable]
public sealed class OutsideThingsTests
{
    [Test]
    public void What_was_announced_is_waited_for_until_it_is_gone()
    {
        OutsideThings.WaitForNone(TimeSpan.Zero).Should().BeTrue();
        var (one, two) = (OutsideThings.Announce(), OutsideThings.Announce());

        one.Dispose();
        one.Dispose();
        OutsideThings.WaitForNone(TimeSpan.Zero).Should().BeFalse("the other is still there, however often the one is gone");
        two.Dispose();

        OutsideThings.WaitForNone(TimeSpan.Zero).Should().BeTrue();
    }
}
