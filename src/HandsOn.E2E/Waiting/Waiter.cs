using HandsOn.E2E.Api;
using HandsOn.E2E.Diagnostics;
using HandsOn.E2E.Diagnostics.RootCauses;

namespace HandsOn.E2E.Waiting;

/// <summary>
/// Waits for expectations. A wait begins with a LIST, so that it sees whatever was written before it began, and looks again at
/// every change that the API server tells: it never sleeps, and asks twice only for what no change tells.
/// </summary>
/// <example><code>
/// await waiter.UntilAsync(Expect.DeploymentReady("frontend"));
/// </code></example>
public sealed class Waiter(ApiClient api, TimeProvider time)
{
    /// <summary>How long an expectation may take that says nothing itself.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Waits until the expectation holds.</summary>
    /// <exception cref="WaitException">It did not in time; the message names the root cause.</exception>
    public async Task UntilAsync(Expectation expectation, CancellationToken cancellation = default)
    {
        var timeout = expectation.Timeout ?? Patience;
        using var deadline = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        var missing = "the API server has told nothing about it";
        Subject? suspect = null;
        try
        {
            await using var watched = await WatchedResources.StartAsync(api, expectation.Watched, either.Token);
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
                await watched.ChangedAsync(seen, either.Token);
            }
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            var cause = await CauseAsync(suspect, cancellation) ?? new(missing, suspect);
            throw new WaitException($"{expectation.Failure}: {cause.Sentence} (waited {timeout.TotalSeconds:0.#} s)", expectation, cause);
        }
    }

    private async Task<Cause?> CauseAsync(Subject? subject, CancellationToken cancellation) =>
        subject is null ? null : RootCause.Of(await ClusterState.ReadAsync(api, cancellation), subject with { Namespace = api.Scope.NamespaceOf(subject.Namespace) });
}
