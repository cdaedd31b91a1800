namespace HandsOn.E2E.RealClusters.Tests.Retries;

/// <summary>A clock on which no delay takes time: each moves the clock to its end, and is remembered.</summary>
internal sealed class SkippingClock : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<TimeSpan> delays = [];
    private DateTimeOffset now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The delays in seconds, in their order.</summary>
    public IReadOnlyList<double> Delays
    {
        get
        {
            lock (gate) return [.. delays.Select(d => d.TotalSeconds)];
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate) return now;
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        lock (gate)
        {
            delays.Add(dueTime);
            now += dueTime;
        }
        return System.CreateTimer(callback, state, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }
}
