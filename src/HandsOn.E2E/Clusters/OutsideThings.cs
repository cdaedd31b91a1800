namespace HandsOn.E2E.Clusters;

/// <summary>
/// Counts what this process has made outside of itself (containers) and not taken away yet, so that whoever ends the process can
/// give that the time it takes.
/// </summary>
public static class OutsideThings
{
    private static readonly Lock Gate = new();
    private static readonly ManualResetEventSlim None = new(initialState: true);
    private static int count;

    /// <summary>Something is about to be made; disposing the result says that it is gone, or that it is to stay.</summary>
    public static IDisposable Announce()
    {
        lock (Gate)
        {
            count++;
            None.Reset();
        }
        return new Announcement();
    }

    /// <summary>Blocks until nothing is left, or for that long.</summary>
    /// <returns>Whether nothing is left.</returns>
    public static bool WaitForNone(TimeSpan limit) => None.Wait(limit);

    private static void Gone()
    {
        lock (Gate)
            if (--count == 0) None.Set();
    }

    private sealed class Announcement : IDisposable
    {
        private int disposed;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref disposed, 1) == 0) Gone();
        }
    }
}
