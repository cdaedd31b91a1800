namespace HandsOn.E2E.Waiting;

/// <summary>Wakes those who wait for the next change; a change between looking and waiting is not missed.</summary>
internal sealed class ChangeSignal
{
    private readonly Lock gate = new();
    private TaskCompletionSource next = New();
    private Exception? failure;
    private long version;

    /// <summary>How many changes there were.</summary>
    public long Version => Volatile.Read(ref version);

    /// <summary>Ends when there were more changes than <paramref name="seen"/>; fails where the source of changes has failed.</summary>
    public Task AfterAsync(long seen, CancellationToken cancellation)
    {
        lock (gate)
        {
            if (failure is not null) return Task.FromException(failure);
            return version > seen ? Task.CompletedTask : next.Task.WaitAsync(cancellation);
        }
    }

    /// <summary>Something changed.</summary>
    public void Raise()
    {
        TaskCompletionSource waiting;
        lock (gate)
        {
            version++;
            (waiting, next) = (next, New());
        }
        waiting.SetResult();
    }

    /// <summary>There will be no more changes, because their source has failed.</summary>
    public void Fail(Exception cause)
    {
        lock (gate) failure = cause;
        Raise();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
