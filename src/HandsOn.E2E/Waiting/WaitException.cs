using HandsOn.E2E.Diagnostics.RootCauses;

namespace HandsOn.E2E.Waiting;

/// <summary>Something did not come true in time: one sentence that names the root cause.</summary>
public sealed class WaitException(string message, Expectation expectation, Cause cause) : Exception(message)
{
    /// <summary>What was waited for.</summary>
    public Expectation Expectation { get; } = expectation;

    /// <summary>Why, and what is to blame, where that is known.</summary>
    public Cause Cause { get; } = cause;
}
