using HandsOn.E2E.Diagnostics.RootCauses;

namespace HandsOn.E2E.Waiting;

/// <summary>Something did not come true in time, or cannot come true any more: one sentence that names the root cause.</summary>
public sealed class WaitException : Exception
{
    internal WaitException(string message, Cause cause) : base(message) => Cause = cause;

    /// <summary>Why, and what is to blame, where that is known.</summary>
    // Not public: test frameworks print the public properties of an exception behind its message, which says all of it.
    internal Cause Cause { get; }
}
