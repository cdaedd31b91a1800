using FluentAssertions;
using HandsOn.E2E.Scenarios;
using NUnit.Framework;

namespace HandsOn.E2E.Tests.Scenarios;

public sealed class RunIdTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 1, 2, 3, TimeSpan.FromHours(9));

    [Test]
    public void It_says_when_it_began_in_universal_time_and_fits_into_names() =>
        RunId.Of(Start, 42, "a machine").Should().MatchRegex("^1122-160203-42-[0-9a-f]{4}$").And.HaveLength(19);

    [Test]
    public void Another_moment_process_or_machine_is_another_run() => new[]
    {
        RunId.Of(Start, 42, "one"), RunId.Of(Start.AddSeconds(1), 42, "one"), RunId.Of(Start, 43, "one"), RunId.Of(Start, 42, "two"),
    }.Should().OnlyHaveUniqueItems();
}
