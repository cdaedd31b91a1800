using FluentAssertions;
using HandsOn.E2E.Api;
using HandsOn.E2E.Scenarios;
using HandsOn.Scenarios.Running;
using NUnit.Framework;

namespace HandsOn.E2E.Tests.Scenarios;

public sealed class ShardTests
{
    [Test]
    public void Every_scenario_is_in_exactly_one_part_and_the_parts_differ_by_one([Range(1, 14)] int count)
    {
        var parts = Enumerable.Range(1, count).Select(i => ScenarioRunner.FullNames(new(i, count))).ToList();

        parts.SelectMany(p => p).Should().BeEquivalentTo(ScenarioRunner.FullNames(null)).And.OnlyHaveUniqueItems();
        (parts.Max(p => p.Count) - parts.Min(p => p.Count)).Should().BeLessOrEqualTo(1);
    }

    [Test]
    public void The_order_in_which_names_come_changes_nothing()
    {
        string[] names = ["b", "a", "e", "d", "c"];

        new Shard(1, 2).Of(names).Should().Equal("a", "c", "e");
        new Shard(1, 2).Of(names.Reverse()).Should().Equal("a", "c", "e");
        new Shard(2, 2).Of(names).Should().Equal("b", "d");
    }

    [Test]
    public void Parts_are_those_of_what_the_filter_lets_through() =>
        ScenarioRunner.FullNames(new(2, 2), "concepts.").Should().HaveCount(3).And.OnlyContain(n => n.Contains(".Concepts."));

    [Test]
    public void It_is_read_as_it_is_written() => Shard.Parse("2/3", "--shards").Should().Be(new Shard(2, 3)).And.Subject.ToString().Should().Be("2/3");
}
