using HandsOn.E2E.Api;

namespace HandsOn.E2E.Waiting;

/// <summary>What is waited for.</summary>
/// <param name="Sentence">In words: <c>frontend is ready</c>.</param>
/// <param name="Failure">In words, where it does not come: <c>frontend is not ready</c>.</param>
/// <param name="Watched">Whose changes can make it come true.</param>
/// <param name="Check">Gives <see langword="null"/> when it holds, otherwise what is still missing.</param>
public sealed record Expectation(
    string Sentence, string Failure, IReadOnlyList<ApiResource> Watched, Func<ClusterView, CancellationToken, ValueTask<string?>> Check)
{
    /// <summary>An expectation whose check needs nothing but the watched objects.</summary>
    public Expectation(string sentence, string failure, IReadOnlyList<ApiResource> watched, Func<ClusterView, string?> check)
        : this(sentence, failure, watched, (view, _) => ValueTask.FromResult(check(view))) { }

    /// <summary>Names the object whose state explains a failure best, from what was seen last; <see langword="null"/> where there is none.</summary>
    public Func<ClusterView, Subject?> Suspect { get; init; } = _ => null;

    /// <summary>This expectation, whose failure is explained by one object; it may hold although that object is broken.</summary>
    public Expectation About(string kind, string @namespace, string name) => this with { Suspect = _ => new(kind, @namespace, name) };

    /// <summary>
    /// Names the objects that must come into order before it can hold, from what was seen last: where one of them cannot any more, the
    /// wait ends at once. None by default: an expectation may be about something that works beside what is broken, or about the failure.
    /// </summary>
    public Func<ClusterView, IReadOnlyList<Subject>> Needs { get; init; } = _ => [];

    /// <summary>This expectation, which cannot hold before one object is in order, and whose failure that object explains.</summary>
    public Expectation Needing(string kind, string @namespace, string name) =>
        About(kind, @namespace, name) with { Needs = _ => [new(kind, @namespace, name)] };

    /// <summary>
    /// Asks the server itself when the check holds, since what it looks at may come before what it stands for; gives what is still
    /// missing. Nobody tells when that changes, so it is asked for until it holds.
    /// </summary>
    internal Func<IApiClient, CancellationToken, Task<string?>>? Proof { get; init; }

    /// <summary>How long to wait, where it is not the cluster's own patience.</summary>
    public TimeSpan? Timeout { get; init; }
}
