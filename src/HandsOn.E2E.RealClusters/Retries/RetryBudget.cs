namespace HandsOn.E2E.RealClusters.Retries;

/// <summary>The limits of retrying one operation.</summary>
internal sealed record RetryBudget
{
    /// <summary>The number of retries after the first attempt.</summary>
    /// <value>6.</value>
    public int Retries { get; init; } = 6;

    /// <summary>The time since the first attempt within which the last retry begins.</summary>
    /// <value>30 seconds. A server that asks for a longer delay is not waited for.</value>
    public TimeSpan Total { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The delay before the first retry; each further one doubles it.</summary>
    /// <value>200 milliseconds.</value>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The delay before a retry where the server asks for none.</summary>
    /// <param name="attempt">The number of the attempt that failed, from 0.</param>
    public TimeSpan DelayAfter(int attempt) => FirstDelay * Math.Pow(2, attempt);
}
