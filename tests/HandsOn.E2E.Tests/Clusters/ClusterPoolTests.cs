using FluentAssertions;
using HandsOn.E2E.Clusters;
using HandsOn.E2E.Tests.Support;
using NUnit.Framework;

namespace HandsOn.E2E.Tests.Clusters;

/// <summary>Who gets which cluster, and when.</summary>
[CancelAfter(20_000)]
public sealed class ClusterPoolTests
{
    private static readonly ClusterRequest Usual = new() { Run = "r" };
    private static readonly ClusterRequest Special = Usual with { Nodes = 3 };

    [Test]
    public async Task One_is_started_ahead_and_given_to_the_next_scenario(CancellationToken cancellation)
    {
        var provider = new ManualProvider { StartsAhead = 1 };
        await using var pool = new ClusterPool(provider, Usual, expected: 2);

        var first = pool.TakeAsync(Usual, cancellation);
        provider.Starts.Should().HaveCount(2);
        provider.Starts[0].Succeed();
        (await first).Should().BeSameAs(provider.Starts[0]);
        var second = pool.TakeAsync(Usual, cancellation);
        second.IsCompleted.Should().BeFalse("it is still on its way");
        provider.Starts[1].Succeed();

        (await second).Should().BeSameAs(provider.Starts[1]);
        provider.Starts.Should().HaveCount(2, "no further scenario will ask");
    }

    [TestCase(0, 5, 1, TestName = "None is started ahead where a start costs nothing")]
    [TestCase(2, 5, 3, TestName = "As many are started ahead as the provider says")]
    [TestCase(2, 2, 2, TestName = "None is started ahead that nobody will ask for")]
    [TestCase(2, 0, 1, TestName = "None is started ahead where nobody knows how many scenarios there are")]
    public async Task Ahead(int ahead, int expected, int starts)
    {
        var provider = new ManualProvider { StartsAhead = ahead, AtOnce = true };
        await using var pool = new ClusterPool(provider, Usual, expected);

        await pool.TakeAsync(Usual, CancellationToken.None);

        provider.Starts.Should().HaveCount(starts);
    }

    [Test]
    public async Task Never_are_more_alive_than_the_machine_bears(CancellationToken cancellation)
    {
        var provider = new ManualProvider { StartsAhead = 2, MostAtOnce = 2, AtOnce = true };
        await using (var pool = new ClusterPool(provider, Usual, expected: 40))
            await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(async () =>
            {
                var cluster = await pool.TakeAsync(i % 4 == 0 ? Special : Usual, cancellation);
                await Task.Yield();
                await pool.TakeAwayAsync(cluster);
            }, cancellation)));

        provider.Peak.Should().Be(2);
        provider.Alive.Should().Be(0);
        provider.Starts.Should().OnlyContain(s => s.Disposals <= 1);
        provider.Starts.Count(s => s.Disposals == 1 && s.Request == Special).Should().Be(10);
    }

    [Test]
    public async Task Where_all_places_are_taken_a_scenario_waits_for_the_next_in_the_order_of_asking(CancellationToken cancellation)
    {
        var provider = new ManualProvider { StartsAhead = 1, MostAtOnce = 1, AtOnce = true };
        await using var pool = new ClusterPool(provider, Usual, expected: 9);
        var first = await pool.TakeAsync(Usual, cancellation);
        var (second, third) = (pool.TakeAsync(Special, cancellation), pool.TakeAsync(Usual, cancellation));
        provider.Starts.Should().HaveCount(1);

        await pool.TakeAwayAsync(first);
        await pool.TakeAwayAsync(await second);
        await pool.TakeAwayAsync(await third);

        provider.Starts.Take(3).Select(s => s.Request.Nodes).Should().Equal(1, 3, 1);
        provider.Peak.Should().Be(1);
    }

    [Test]
    public async Task A_scenario_with_another_request_takes_the_place_of_one_that_was_started_ahead(CancellationToken cancellation)
    {
        var provider = new ManualProvider { StartsAhead = 1, MostAtOnce = 2 };
        await using var pool = new ClusterPool(provider, Usual, expected: 3);
        var first = pool.TakeAsync(Usual, cancellation);
        provider.Starts[0].Succeed();
        await first;

        var special = pool.TakeAsync(Special, cancellation);
        (await provider.StartAsync(2, cancellation)).Succeed();

        (await special).Should().BeSameAs(provider.Starts[2]);
        provider.Starts[2].Request.Should().Be(Special);
        provider.Starts[1].WasCalledOff.Should().BeTrue("nobody waits seven seconds for a start that nobody wants");
        provider.Peak.Should().Be(2);
    }

    [Test]
    public async Task One_that_came_although_it_was_called_off_is_taken_away_before_its_place_is_used(CancellationToken cancellation)
    {
        var provider = new ManualProvider { StartsAhead = 1, MostAtOnce = 2 };
        await using var pool = new ClusterPool(provider, Usual, expected: 2);
        _ = pool.TakeAsync(Usual, cancellation);
        provider.Starts[1].IgnoresBeingCalledOff = true;

        var special = pool.TakeAsync(Special, cancellation);
        provider.Starts.Should().HaveCount(2);
        provider.Starts[1].Succeed();
        (await provider.StartAsync(2, cancellation)).Succeed();
        await special;

        provider.Starts[1].Disposals.Should().Be(1);
    }

    [Test]
    public async Task Clusters_that_are_kept_never_make_a_scenario_wait(CancellationToken cancellation)
    {
        var provider = new ManualProvider { MostAtOnce = 1, AtOnce = true };
        var kept = Usual with { Keep = true };
        await using var pool = new ClusterPool(provider, kept, expected: 3);

        for (var i = 0; i < 3; i++) await pool.TakeAsync(kept, cancellation);

        provider.Alive.Should().Be(3);
    }
}
