using FluentAssertions;
using HandsOn.E2E.Versions;
using NUnit.Framework;

namespace HandsOn.E2E.Tests.Versions;

public sealed class MinorRangesTests
{
    [TestCase("1.36", "1.36")]
    [TestCase("1.35..1.37", "1.35..1.37")]
    [TestCase("1.20,1.25,1.36", "1.20, 1.25, 1.36")]
    [TestCase("1.36, 1.20..1.21, 1.36", "1.20..1.21, 1.36")]
    public void What_is_read_is_written_as_people_write_it(string text, string written) => MinorRanges.Write(MinorRanges.Parse(text)).Should().Be(written);

    [Test]
    public void Minors_keep_the_order_in_which_they_are_named() => MinorRanges.Parse("1.36,1.20..1.21,1.36").Select(m => m.Number).Should().Equal(36, 20, 21);

    [TestCase("", "\"\" is no Kubernetes minor")]
    [TestCase("1.36,", "\"\" is no Kubernetes minor")]
    [TestCase("1.30..1.31..1.32", "\"1.30..1.31..1.32\" is no range of Kubernetes minors")]
    [TestCase("1.36..1.30", "1.36..1.30 begins after its end")]
    [TestCase("1.36.5", "1.36.5 is a release, not a minor")]
    public void What_is_nothing_of_that_sort_is_refused(string text, string sentence) =>
        FluentActions.Invoking(() => MinorRanges.Parse(text)).Should().Throw<FormatException>().WithMessage(sentence);
}
