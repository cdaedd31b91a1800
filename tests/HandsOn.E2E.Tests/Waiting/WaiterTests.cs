using FluentAssertions;
using HandsOn.E2E.Api;
using HandsOn.E2E.Tests.Support;
using HandsOn.E2E.Waiting;
using HandsOn.Kubernetes.Errors;
using HandsOn.Testing;
using NUnit.Framework;

namespace HandsOn.E2E.Tests.Waiting;

[CancelAfter(20_000)]
public sealed class WaiterTests
{
    private readonly FakeApi api = new();
    private readonly ManualTimeProvider time = new();

    [Test]
    public async Task What_holds_already_needs_no_event(CancellationToken cancellation)
    {
        api.Set("a", "Running");

        await new Waiter(api.Client, time).UntilAsync(Running("a"), cancellation);

        api.Requests.Count(r => !r.Contains("watch")).Should().Be(1);
    }

    [Test]
    public async Task What_no_change_tells_is_asked_for_until_it_holds(CancellationToken cancellation)
    {
        api.Set("a", "Running");
        var asked = 0;

        await new Waiter(api.Client, time).UntilAsync(Running("a") with { Proof = (_, _) => Task.FromResult(++asked < 3 ? "not yet" : null) }, cancellation);

        asked.Should().Be(3);
    }

    [Test]
    public async Task An_event_ends_the_wait(CancellationToken cancellation)
    {
        var (wait, looks) = Begin("a", cancellation);
        api.Set("a", "Pending");
        await looks.AtLeast(2);

        wait.IsCompleted.Should().BeFalse();
        api.Set("a", "Running");
        await wait;
    }

    /// <param name="cut">Whether something on the way cuts it off, as load balancers before real clusters do.</param>
    [Test]
    public async Task A_stream_that_ends_is_taken_up_again_where_it_ended([Values] bool cut, CancellationToken cancellation)
    {
        var (wait, looks) = Begin("a", cancellation);
        api.Set("a", "Pending");
        await looks.AtLeast(2);
        api.EndWatches(cut ? new IOException("cut off") : null);
        await api.WatchedAsync(2, cancellation);
        api.Set("a", "Running");
        await wait;

        api.Requests.Count(r => !r.Contains("watch")).Should().Be(1, "nothing has to be listed again");
        api.Requests[^1].Should().EndWith("resourceVersion=11");
    }

    [Test]
    public async Task After_410_what_was_missed_is_listed(CancellationToken cancellation)
    {
        var (wait, looks) = Begin("a", cancellation);
        api.Set("a", "Pending");
        await looks.AtLeast(2);
        api.SetSilently("a", "Running");
        api.RefuseNextWatch = 410;
        api.EndWatches();

        await wait;
        api.Requests.Count(r => !r.Contains("watch")).Should().Be(2, "once at the beginning and once because of the 410");
    }

    [Test]
    public async Task A_server_that_refuses_to_be_watched_ends_the_wait_with_its_words(CancellationToken cancellation)
    {
        var (wait, _) = Begin("a", cancellation);
        api.RefuseNextWatch = 403;
        api.EndWatches();

        (await wait.Invoking(w => w).Should().ThrowAsync<StatusException>()).Which.Code.Should().Be(403);
    }

    [Test]
    public async Task The_timeout_names_the_cause(CancellationToken cancellation)
    {
        api.Set("a", "Pending");
        var (wait, looks) = Begin("a", cancellation);
        await looks.AtLeast(1);
        time.Advance(TimeSpan.FromSeconds(31));

        await wait.Invoking(w => w).Should().ThrowAsync<WaitException>()
            .WithMessage("a does not run: pod a is Pending, no scheduler has looked at it yet (waited 30 s)");
    }

    [Test]
    public async Task A_cancelled_wait_is_no_timeout()
    {
        using var cancel = new CancellationTokenSource();
        var (wait, _) = Begin("a", cancel.Token);
        await cancel.CancelAsync();

        await wait.Invoking(w => w).Should().ThrowAsync<OperationCanceledException>();
    }

    private (Task Wait, Looks Looks) Begin(string pod, CancellationToken cancellation)
    {
        var looks = new Looks();
        var expectation = Running(pod).About("Pod", "default", pod) with { Timeout = TimeSpan.FromSeconds(30) };
        var counted = expectation with { Check = (view, token) => { looks.Add(); return expectation.Check(view, token); } };
        return (new Waiter(api.Client, time).UntilAsync(counted, cancellation), looks);
    }

    private static Expectation Running(string pod) => new($"{pod} runs", $"{pod} does not run", [ApiResources.Pods],
        view => view.Find(ApiResources.Pods, "default", pod)?.Status.String("phase") == "Running" ? null : "it is not Running");

    /// <summary>How often a check has been asked.</summary>
    private sealed class Looks
    {
        private readonly SemaphoreSlim count = new(0);

        public void Add() => count.Release();

        public async Task AtLeast(int looks)
        {
            for (var i = 0; i < looks; i++) await count.WaitAsync();
        }
    }
}
