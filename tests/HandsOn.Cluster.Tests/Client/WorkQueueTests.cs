using System.Threading.Channels;
using FluentAssertions;
using HandsOn.Cluster.Client;
using HandsOn.Kubernetes.Objects;
using HandsOn.Testing;
using NUnit.Framework;

namespace HandsOn.Cluster.Tests.Client;

public class WorkQueueTests
{
    private static readonly ObjectKey A = new("ns", "a");
    private static readonly ObjectKey B = new("ns", "b");

    private ManualTimeProvider time = null!;
    private WorkQueue queue = null!;

    [SetUp]
    public void SetUp()
    {
        time = new ManualTimeProvider();
        queue = new WorkQueue(time);
    }

    [TearDown]
    public void TearDown() => queue.Dispose();

    [Test]
    public async Task A_key_waits_once_however_often_it_is_added()
    {
        queue.Add(A);
        queue.Add(A);
        queue.Add(B);

        (await TakeAsync()).Should().Be(A);
        (await TakeAsync()).Should().Be(B);
        queue.Done(A);
        queue.Done(B);
        queue.IsIdle.Should().BeTrue();
    }

    [Test]
    public async Task A_key_that_is_added_while_it_is_worked_on_comes_again_afterwards()
    {
        queue.Add(A);
        await TakeAsync();
        queue.Add(A);
        var next = queue.TakeAsync(CancellationToken.None).AsTask();
        next.IsCompleted.Should().BeFalse();

        queue.Done(A);
        (await next.WaitAsync(TimeSpan.FromSeconds(5))).Should().Be(A);
    }

    [Test]
    public async Task Of_two_delays_the_earlier_counts()
    {
        queue.AddAfter(A, TimeSpan.FromSeconds(10));
        queue.AddAfter(A, TimeSpan.FromSeconds(3));
        queue.AddAfter(A, TimeSpan.FromSeconds(5));
        time.Advance(TimeSpan.FromSeconds(2.9));
        queue.IsIdle.Should().BeTrue();
        time.Advance(TimeSpan.FromSeconds(0.1));
        (await TakeAsync()).Should().Be(A);
        queue.Done(A);

        time.Advance(TimeSpan.FromMinutes(1));
        queue.IsIdle.Should().BeTrue();
    }

    [Test]
    public async Task Keys_come_when_each_is_due_whatever_the_order_in_which_they_were_added()
    {
        queue.AddAfter(A, TimeSpan.FromSeconds(5));
        queue.AddAfter(B, TimeSpan.FromSeconds(1));
        time.Advance(TimeSpan.FromSeconds(1));
        (await TakeAsync()).Should().Be(B);
        queue.Done(B);
        time.Advance(TimeSpan.FromSeconds(3.9));
        queue.IsIdle.Should().BeTrue();
        time.Advance(TimeSpan.FromSeconds(0.1));
        (await TakeAsync()).Should().Be(A);
    }

    [Test]
    public void Failures_double_the_delay_until_the_key_is_forgotten()
    {
        foreach (var milliseconds in new[] { 5, 10, 20, 40 })
        {
            queue.AddRateLimited(A);
            time.Advance(TimeSpan.FromMilliseconds(milliseconds - 1));
            queue.IsIdle.Should().BeTrue();
            time.Advance(TimeSpan.FromMilliseconds(1));
            queue.IsIdle.Should().BeFalse();
            queue.TakeAsync(CancellationToken.None).AsTask().IsCompletedSuccessfully.Should().BeTrue();
            queue.Done(A);
        }
        queue.Forget(A);
        queue.AddRateLimited(A);
        time.Advance(TimeSpan.FromMilliseconds(5));
        queue.IsIdle.Should().BeFalse();
    }

    [Test]
    public void A_delay_longer_than_a_timer_can_wait_is_no_error() =>
        queue.Invoking(q => q.AddAfter(A, TimeSpan.FromDays(10_000))).Should().NotThrow();

    [Test]
    public async Task WhenIdle_completes_with_the_last_key_that_is_done()
    {
        queue.Add(A);
        var idle = queue.WhenIdleAsync();
        await TakeAsync();
        idle.IsCompleted.Should().BeFalse();
        queue.Done(A);
        await idle.WaitAsync(TimeSpan.FromSeconds(5));
    }

    [Test]
    public async Task A_closed_queue_gives_nothing_and_takes_nothing()
    {
        queue.AddAfter(A, TimeSpan.FromSeconds(1));
        queue.Dispose();
        queue.Add(B);
        time.Advance(TimeSpan.FromSeconds(2));
        await queue.Invoking(q => q.TakeAsync(CancellationToken.None).AsTask()).Should().ThrowAsync<ChannelClosedException>();
    }

    private Task<ObjectKey> TakeAsync() => queue.TakeAsync(CancellationToken.None).AsTask().WaitAsync(TimeSpan.FromSeconds(5));
}
