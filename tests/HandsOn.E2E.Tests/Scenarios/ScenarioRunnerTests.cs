using FluentAssertions;
using HandsOn.Scenarios.Running;
using NUnit.Framework;

namespace HandsOn.E2E.Tests.Scenarios;

public sealed class ScenarioRunnerTests
{
    [Test]
    public void The_scenarios_have_names_that_read_well() => ScenarioRunner.Names().Select(n => n.Split(" - ")[0]).Should().BeEquivalentTo(
        "1 とりあえず触ってみる", "2 スケールさせてみる", "3 意図的にPodを削除", "4 Podの設定を変えてみる", "5 Masterの動き",
        "Pod", "ReplicaSet", "Deployment", "Service", "Ingress", "Master",
        "Scaling to zero takes the endpoints away, scaling up brings them back");

    [TestCase("スケール", 1)]
    [TestCase("concepts.", 6)]
    [TestCase("nothing like it", 0)]
    public void A_filter_is_a_part_of_a_name_whatever_its_case(string filter, int count) => ScenarioRunner.Names(filter).Should().HaveCount(count);
}
