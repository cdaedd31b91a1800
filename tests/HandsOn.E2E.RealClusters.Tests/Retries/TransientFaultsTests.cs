using FluentAssertions;
using HandsOn.E2E.RealClusters.Retries;
using HandsOn.Testing;
using NUnit.Framework;

namespace HandsOn.E2E.RealClusters.Tests.Retries;

[CancelAfter(30_000)]
public sealed class TransientFaultsTests
{
    private readonly SkippingClock clock = new();

    [Test]
    public async Task A_fault_that_stays_ends_with_the_number_of_retries()
    {
        var (faults, attempts) = (new TransientFaults(clock), 0);

        var last = await faults.RunAsync(_ => Task.FromResult<object>($"answer {++attempts}"), _ => new(new Fault("503")), default);

        last.Should().Be("answer 7", "the last answer is the caller's, whatever it is");
        clock.Delays.Should().Equal(0.2, 0.4, 0.8, 1.6, 3.2, 6.4);
        faults.Counts.Should().Equal(new Dictionary<string, int> { ["503"] = 6 });
    }

    [Test]
    public async Task A_delay_is_the_servers_where_it_asks_for_one_and_the_budget_ends_the_retries()
    {
        var (faults, attempts) = (new TransientFaults(clock), 0);

        await faults.RunAsync(_ => Task.FromResult(++attempts), _ => new(new Fault("429", TimeSpan.FromSeconds(12))), default);

        clock.Delays.Should().Equal([12, 12], "a third would end 36 seconds after the first attempt");
        attempts.Should().Be(3);
    }

    [Test]
    public async Task A_delay_that_the_budget_does_not_allow_is_not_waited_for()
    {
        var faults = new TransientFaults(clock);

        await faults.RunAsync(_ => Task.FromResult(0), _ => new(new Fault("429", TimeSpan.FromSeconds(31))), default);

        clock.Delays.Should().BeEmpty();
        faults.Counts.Should().BeEmpty();
    }

    [Test]
    public async Task What_succeeds_at_last_is_what_the_caller_gets_and_each_cause_is_counted()
    {
        var faults = new TransientFaults(clock);
        var causes = new Queue<string>(["503", "connection lost", "503"]);

        ValueTask<Fault?> Judge(Polly.Outcome<object> outcome) => new(outcome.Result is 0 ? null : new Fault(causes.Dequeue()));

        (await faults.RunAsync(_ => Task.FromResult(causes.Count), Judge, default)).Should().Be(0);

        faults.Counts.Should().BeEquivalentTo(new Dictionary<string, int> { ["503"] = 2, ["connection lost"] = 1 });
    }

    [Test]
    public async Task An_exception_that_is_final_is_thrown_at_once()
    {
        var (faults, attempts) = (new TransientFaults(clock), 0);

        await faults.Awaiting(f => f.RunAsync<int>(_ => throw new InvalidOperationException($"{++attempts}"), _ => default, default))
            .Should().ThrowAsync<InvalidOperationException>().WithMessage("1");

        clock.Delays.Should().BeEmpty();
    }

    [Test]
    public async Task Ctrl_C_ends_a_delay()
    {
        using var stop = new CancellationTokenSource();
        var faults = new TransientFaults(new ManualTimeProvider());
        var running = faults.RunAsync(_ => Task.FromResult(0), _ => new(new Fault("503")), stop.Token);

        await stop.CancelAsync();

        await running.Awaiting(r => r).Should().ThrowAsync<OperationCanceledException>();
    }
}
