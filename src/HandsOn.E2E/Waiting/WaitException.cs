namespace HandsOn.E2E.Waiting;

/// <summary>Something did not come true in time: one sentence that names the root cause.</summary>
public sealed class WaitException(string message, Expectation expectation, Subject? subject = null) : Exception(message)
{
    /// <summary>What was waited for.</summary>
    public Expectation Expectation { get; } = expectation;

    /// <summary>The object that is to blame, where one is known.</summary>
    public Subject? Subject { get; } = subject;
}
