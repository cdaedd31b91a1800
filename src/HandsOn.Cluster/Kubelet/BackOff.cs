namespace HandsOn.Cluster.Kubelet;

/// <summary>
/// A delay that doubles with each failure, from 10 seconds to 5 minutes, and starts anew after a long quiet time
/// (staging/src/k8s.io/client-go/util/flowcontrol/backoff.go).
/// </summary>
internal sealed class BackOff
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    private DateTimeOffset? updated;

    /// <summary>The delay that counts now; zero before the first failure.</summary>
    public TimeSpan Delay { get; private set; }

    /// <summary>Until when to wait after something that happened then; null where there is nothing to wait for.</summary>
    public DateTimeOffset? Until(DateTimeOffset happened, DateTimeOffset now) =>
        updated is { } at && happened - at <= 2 * Longest && now - happened < Delay ? happened + Delay : null;

    /// <summary>Notes a failure.</summary>
    public void Next(DateTimeOffset happened)
    {
        Delay = updated is { } at && happened - at <= 2 * Longest ? TimeSpan.FromTicks(Math.Min(2 * Delay.Ticks, Longest.Ticks)) : First;
        updated = happened;
    }
}
