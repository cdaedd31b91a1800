using System.Globalization;
using HandsOn.E2E.Api;
using HandsOn.E2E.Diagnostics;
using HandsOn.E2E.Diagnostics.RootCauses;

namespace HandsOn.E2E.Waiting;

/// <summary>
/// Waits for expectations. A wait begins with a LIST, so that it sees whatever was written before it began, and looks again at
/// every change that the API server tells: it never sleeps, and asks twice only for what no change tells. It ends as soon as the
/// expectation holds, as soon as it is certain that it cannot hold any more, or at its timeout.
/// </summary>
/// <example><code>
/// await waiter.UntilAsync(Expect.DeploymentReady("frontend"));
/// </code></example>
public sealed class Waiter(IApiClient api, TimeProvider time)
{
    /// <summary>How long an expectation may take that says nothing itself.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Waits until the expectation holds.</summary>
    /// <exception cref="WaitException">It did not in time, or cannot any more; the message names the root cause.</exception>
    public async Task UntilAsync(Expectation expectation, CancellationToken cancellation = default)
    {
        var timeout = expectation.Timeout ?? Patience;
        var begun = time.GetTimestamp();
        using var deadline = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        var missing = "the API server has told nothing about it";
        Subject? suspect = null;
        try
        {
            await using var watched = await WatchedResources.StartAsync(api, expectation.Watched, either.Token);
            var finality = new FinalityCheck(api, watched);
            while (true)
            {
                var seen = watched.Changes;
                var view = watched.View();
                if (await expectation.Check(view, either.Token) is not { } still)
                {
                    if (expectation.Proof is null || await expectation.Proof(api, either.Token) is not { } unproven) return;
                    missing = unproven;
                    continue;
                }
                (missing, suspect) = (still, expectation.Suspect(view));
                if (await finality.FindAsync(expectation.Needs(view), either.Token) is { } final)
                    throw Failed($"certain after {Seconds(time.GetElapsedTime(begun))}", final);
                await watched.ChangedAsync(seen, either.Token);
            }
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            var cause = await CauseAsync(suspect, cancellation) ?? new(missing, suspect);
            throw Failed($"waited {Seconds(timeout)}", cause);
        }

        WaitException Failed(string when, Cause cause) => new($"{expectation.Failure}: {cause.Sentence} ({when})", cause);
    }

    private static string Seconds(TimeSpan duration) => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0.#} s");

    private async Task<Cause?> CauseAsync(Subject? subject, CancellationToken cancellation) =>
        subject is null ? null : RootCause.Of(await ClusterState.ReadAsync(api, cancellation), subject.In(api.Namespaces));
}
