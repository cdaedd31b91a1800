using FluentAssertions;
using HandsOn.E2E.Api;
using HandsOn.E2E.Tests.Support;
using HandsOn.E2E.Waiting;
using NUnit.Framework;

namespace HandsOn.E2E.Tests.Waiting;

[CancelAfter(20_000)]
public sealed class ObjectHistoryTests
{
    private readonly FakeApi api = new();

    [Test]
    public async Task What_happened_before_a_catch_up_is_recorded_after_it(CancellationToken cancellation)
    {
        api.Set("b", "Running");
        await using var history = await ObjectHistory.StartAsync(api.Client, ApiResources.Pods, cancellation);
        api.Set("a", "Running");
        api.Set("c", "Pending");
        api.Delete("b");

        await history.CatchUpAsync(cancellation);

        history.InOrderOfAppearance().Select(p => p.Name).Should().Equal("a", "c");
        history.Events.Select(e => $"{e.Type} {e.Object.Name}").Should().Equal("ADDED b", "ADDED a", "ADDED c", "DELETED b");
    }

    [Test]
    public async Task A_moment_that_is_over_is_still_there(CancellationToken cancellation)
    {
        await using var history = await ObjectHistory.StartAsync(api.Client, ApiResources.Pods, cancellation);
        api.Set("a", "Running");
        api.Set("b", "Running");
        api.Set("c", "Running");
        api.Set("c", "Failed");
        api.Delete("a");

        await history.CatchUpAsync(cancellation);

        history.Moments().Select(m => m.Count(p => p.Status.String("phase") == "Running")).Should().Equal(0, 1, 2, 3, 2, 1);
        history.Moments(since: 4).Select(m => m.Count).Should().Equal(3, 2);
    }
}
