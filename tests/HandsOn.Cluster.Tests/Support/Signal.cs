namespace HandsOn.Cluster.Tests.Support;

/// <summary>Tells tests that something has changed that other threads change.</summary>
internal sealed class Signal
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private TaskCompletionSource next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Lets those who wait look again.</summary>
    public void Set() =>
        Interlocked.Exchange(ref next, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();

    public Task UntilAsync(Func<bool> holds, Func<string> what) => UntilAsync(() => Task.FromResult(holds()), what);

    /// <summary>Completes when the condition holds; it is asked at once and after every change.</summary>
    /// <exception cref="TimeoutException">It did not hold within 15 seconds; the message says what is wrong.</exception>
    public async Task UntilAsync(Func<Task<bool>> holds, Func<string> what)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            // Taken before the look, so that no change is lost between the two.
            var change = Volatile.Read(ref next).Task;
            if (await holds()) return;
            try
            {
                await change.WaitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException(what());
            }
        }
    }
}
