using FluentAssertions;
using HandsOn.E2E.Clusters;
using HandsOn.E2E.Tests.Support;
using NUnit.Framework;

namespace HandsOn.E2E.Tests.Clusters;

/// <summary>Starts that fail, scenarios that go, clusters that stay, and the end of a run: nothing is lost.</summary>
[CancelAfter(20_000)]
public sealed class ClusterPoolEndsTests
{
    private static readonly ClusterRequest Usual = new() { Run = "r" };
    private static readonly ClusterRequest Special = Usual with { Nodes = 3 };

    [Test]
    public async Task A_start_that_fails_says_why_and_frees_its_place(CancellationToken cancellation)
    {
        var provider = new ManualProvider { MostAtOnce = 1 };
        await using var pool = new ClusterPool(provider, Usual, expected: 2);
        var failing = pool.TakeAsync(Usual, cancellation);
        var waiting = pool.TakeAsync(Usual, cancellation);

        provider.Starts[0].Fail("no room");

        await failing.Awaiting(f => f).Should().ThrowAsync<ClusterException>().WithMessage("no room");
        (await provider.StartAsync(1, cancellation)).Succeed();
        (await waiting).Should().BeSameAs(provider.Starts[1]);
    }

    [Test]
    public async Task A_provider_that_throws_before_it_awaits_anything_loses_no_place(CancellationToken cancellation)
    {
        var provider = new ManualProvider { StartsAhead = 1, MostAtOnce = 2, AtOnce = true, Refusal = new ClusterException("no engine") };
        await using var pool = new ClusterPool(provider, Usual, expected: 9);
        for (var i = 0; i < 4; i++) await pool.Awaiting(p => p.TakeAsync(Usual, cancellation)).Should().ThrowAsync<ClusterException>().WithMessage("no engine");

        provider.Refusal = null;

        await pool.TakeAsync(Special, cancellation);
        await pool.TakeAsync(Special, cancellation);
    }

    [Test]
    public async Task Whoever_goes_while_his_cluster_starts_ends_the_start_and_frees_the_place(CancellationToken cancellation)
    {
        var provider = new ManualProvider { MostAtOnce = 1 };
        await using var pool = new ClusterPool(provider, Usual, expected: 2);
        using var gone = new CancellationTokenSource();
        var left = pool.TakeAsync(Special, gone.Token);
        var waiting = pool.TakeAsync(Usual, cancellation);

        await gone.CancelAsync();

        await left.Awaiting(l => l).Should().ThrowAsync<OperationCanceledException>();
        provider.Starts[0].WasCalledOff.Should().BeTrue();
        (await provider.StartAsync(1, cancellation)).Succeed();
        (await waiting).Should().BeSameAs(provider.Starts[1], "what another one asked for and gave up is nothing for this one");
    }

    [Test]
    public async Task A_cluster_that_comes_just_when_its_scenario_goes_is_not_lost(CancellationToken cancellation)
    {
        var provider = new ManualProvider();
        await using var pool = new ClusterPool(provider, Usual, expected: 1);
        using var gone = new CancellationTokenSource();
        var taken = pool.TakeAsync(Usual, gone.Token);
        provider.Starts[0].IgnoresBeingCalledOff = true;

        await gone.CancelAsync();
        provider.Starts[0].Succeed();

        await pool.TakeAwayAsync(await taken);
        provider.Alive.Should().Be(0);
    }

    [Test]
    public async Task Whoever_goes_while_he_waits_for_a_place_does_not_keep_it_from_the_next(CancellationToken cancellation)
    {
        var provider = new ManualProvider { MostAtOnce = 1, AtOnce = true };
        await using var pool = new ClusterPool(provider, Usual, expected: 3);
        var first = await pool.TakeAsync(Usual, cancellation);
        using var gone = new CancellationTokenSource();
        var left = pool.TakeAsync(Usual, gone.Token);
        var waiting = pool.TakeAsync(Usual, cancellation);

        await gone.CancelAsync();
        await left.Awaiting(l => l).Should().ThrowAsync<OperationCanceledException>();
        await pool.TakeAwayAsync(first);

        await waiting;
        provider.Starts.Should().HaveCount(2);
    }

    [Test]
    public async Task A_cluster_that_cannot_be_taken_away_gives_its_place_free_and_says_so(CancellationToken cancellation)
    {
        var provider = new ManualProvider { MostAtOnce = 1, AtOnce = true };
        await using var pool = new ClusterPool(provider, Usual, expected: 2);
        var first = await pool.TakeAsync(Usual, cancellation);
        provider.Starts[0].Stays = new ClusterException("it stays");
        var waiting = pool.TakeAsync(Usual, cancellation);

        await pool.Awaiting(p => p.TakeAwayAsync(first)).Should().ThrowAsync<ClusterException>().WithMessage("it stays");
        await waiting;
    }

    [Test]
    public async Task The_end_takes_away_what_nobody_asked_for_and_nothing_else(CancellationToken cancellation)
    {
        var provider = new ManualProvider { StartsAhead = 3 };
        var pool = new ClusterPool(provider, Usual, expected: 9);
        var used = pool.TakeAsync(Usual, cancellation);
        provider.Starts[0].Succeed();
        provider.Starts[1].Succeed();
        provider.Starts[2].Fail("never mind");
        await used;

        await pool.DisposeAsync();
        await pool.DisposeAsync();

        provider.Starts.Select(s => s.Disposals).Should().Equal(0, 1, 0, 0);
        provider.Starts[3].WasCalledOff.Should().BeTrue();
        pool.Stuck.Should().BeEmpty();
        await pool.TakeAwayAsync(await used);
        provider.Alive.Should().Be(0);
        provider.Starts.Should().HaveCount(4, "nothing is started ahead any more");
    }

    [Test]
    public async Task The_end_says_what_could_not_be_taken_away_and_goes_on(CancellationToken cancellation)
    {
        var provider = new ManualProvider { StartsAhead = 2, AtOnce = true };
        var pool = new ClusterPool(provider, Usual, expected: 9);
        await pool.TakeAsync(Usual, cancellation);
        provider.Starts[1].Stays = new ClusterException("the engine is gone");

        await pool.DisposeAsync();

        pool.Stuck.Should().Equal("a cluster that no scenario had asked for could not be taken away: the engine is gone");
        provider.Starts[2].Disposals.Should().Be(1);
    }

    [Test]
    public async Task After_the_end_nobody_waits_and_nobody_gets_a_cluster(CancellationToken cancellation)
    {
        var provider = new ManualProvider { MostAtOnce = 1, AtOnce = true };
        var pool = new ClusterPool(provider, Usual, expected: 9);
        await pool.TakeAsync(Usual, cancellation);
        var waiting = pool.TakeAsync(Usual, cancellation);

        await pool.DisposeAsync();

        await waiting.Awaiting(w => w).Should().ThrowAsync<ObjectDisposedException>();
        await pool.Awaiting(p => p.TakeAsync(Usual, cancellation)).Should().ThrowAsync<ObjectDisposedException>();
        provider.Starts.Should().HaveCount(1);
    }

    /// <summary>Scenarios of all sorts that come and go at any moment, by a seed: whatever happens, nothing is lost or taken away twice.</summary>
    [Test]
    public async Task Whatever_scenarios_do_nothing_is_lost([Range(1, 30)] int seed, CancellationToken cancellation)
    {
        var provider = new ManualProvider { StartsAhead = seed % 3, MostAtOnce = 1 + seed % 4 };
        var pool = new ClusterPool(provider, Usual, expected: 60);
        var ended = new CancellationTokenSource();
        var engine = Task.Run(async () =>
        {
            for (var i = 0; !ended.IsCancellationRequested; i++)
            {
                foreach (var start in provider.Starts.Where(s => !s.Task.IsCompleted))
                    if ((start.GetHashCode() + i) % 5 == 0) start.Fail("bad luck");
                    else start.Succeed();
                await Task.Yield();
            }
        }, cancellation);

        await Task.WhenAll(Enumerable.Range(0, 60).Select(i => Task.Run(async () =>
        {
            using var gone = new CancellationTokenSource();
            var taken = pool.TakeAsync((i * seed) % 5 == 0 ? Special : Usual, gone.Token);
            for (var turns = i % 7; turns > 0; turns--) await Task.Yield();
            if ((i + seed) % 3 == 0) await gone.CancelAsync();
            try
            {
                await pool.TakeAwayAsync(await taken);
            }
            catch (Exception error) when (error is ClusterException or OperationCanceledException)
            {
                // Bad luck, or gone.
            }
        }, cancellation)));
        await pool.DisposeAsync();
        await ended.CancelAsync();
        await engine;

        provider.Alive.Should().Be(0);
        provider.Starts.Should().OnlyContain(s => s.Disposals == (s.Task.IsCompletedSuccessfully ? 1 : 0));
        provider.Peak.Should().BeLessThanOrEqualTo(provider.MostAtOnce);
    }
}
