using System.Threading.Channels;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Client;

/// <summary>
/// Keys that wait for work: each at most once, never two workers on one key, failed keys again after a growing delay
/// (staging/src/k8s.io/client-go/util/workqueue).
/// </summary>
internal sealed class WorkQueue(TimeProvider time) : IDisposable
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(1000);

    /// <summary>Longer delays end early, which is harmless: who looks at the key again finds that it is not due and adds it anew.</summary>
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(1);

    private readonly Channel<ObjectKey> ready = Channel.CreateUnbounded<ObjectKey>();
    private readonly HashSet<ObjectKey> dirty = [];
    private readonly HashSet<ObjectKey> processing = [];
    private readonly Dictionary<ObjectKey, int> failures = [];
    private readonly Dictionary<ObjectKey, long> delayed = [];
    private readonly PriorityQueue<ObjectKey, long> byDue = new();
    private readonly Lock gate = new();
    private ITimer? timer;
    private TaskCompletionSource? idle;
    private bool closed;

    /// <summary>Whether nothing waits and nothing is being worked on; delayed keys do not count.</summary>
    public bool IsIdle
    {
        get
        {
            lock (gate) return dirty.Count == 0 && processing.Count == 0;
        }
    }

    /// <summary>Completes when nothing waits and nothing is being worked on, or the queue is closed.</summary>
    public Task WhenIdleAsync()
    {
        lock (gate)
        {
            if (closed || (dirty.Count == 0 && processing.Count == 0)) return Task.CompletedTask;
            idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return idle.Task;
        }
    }

    public void Add(ObjectKey key)
    {
        lock (gate)
        {
            if (closed || !dirty.Add(key) || processing.Contains(key)) return;
            ready.Writer.TryWrite(key);
        }
    }

    /// <summary>Adds a key after a delay; of two delays for one key the earlier counts.</summary>
    public void AddAfter(ObjectKey key, TimeSpan delay)
    {
        if (delay <= TimeSpan.Zero)
        {
            Add(key);
            return;
        }
        if (delay > LongestTimer) delay = LongestTimer;
        lock (gate)
        {
            if (closed) return;
            var due = time.GetTimestamp() + (long)(delay.TotalSeconds * time.TimestampFrequency);
            if (delayed.TryGetValue(key, out var earlier) && earlier <= due) return;
            delayed[key] = due;
            var isNext = !byDue.TryPeek(out _, out var next) || due < next;
            byDue.Enqueue(key, due);
            if (isNext) WakeAfter(delay);
        }
    }

    /// <summary>Adds a key after a delay that doubles with each failure since <see cref="Forget"/>.</summary>
    public void AddRateLimited(ObjectKey key)
    {
        int exponent;
        lock (gate)
        {
            exponent = failures.GetValueOrDefault(key);
            failures[key] = exponent + 1;
        }
        AddAfter(key, TimeSpan.FromTicks((long)Math.Min(FirstDelay.Ticks * Math.Pow(2, exponent), LongestDelay.Ticks)));
    }

    /// <summary>The work on a key went well: its next failure starts with the first delay again.</summary>
    public void Forget(ObjectKey key)
    {
        lock (gate) failures.Remove(key);
    }

    /// <summary>The next key; <see cref="Done"/> must follow.</summary>
    /// <exception cref="ChannelClosedException">The queue was closed.</exception>
    public async ValueTask<ObjectKey> TakeAsync(CancellationToken cancellation)
    {
        var key = await ready.Reader.ReadAsync(cancellation).ConfigureAwait(false);
        lock (gate)
        {
            dirty.Remove(key);
            processing.Add(key);
        }
        return key;
    }

    /// <summary>The work on a key is over; if it was added meanwhile it is ready again.</summary>
    public void Done(ObjectKey key)
    {
        lock (gate)
        {
            processing.Remove(key);
            if (dirty.Contains(key)) ready.Writer.TryWrite(key);
            if (dirty.Count == 0 && processing.Count == 0) BecomeIdle();
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            closed = true;
            BecomeIdle();
            timer?.Dispose();
            delayed.Clear();
            byDue.Clear();
            ready.Writer.TryComplete();
        }
    }

    // One timer for all that is delayed: an event waits an hour for its end, and there may be tens of thousands of them.
    private void WakeAfter(TimeSpan delay)
    {
        if (timer is null) timer = time.CreateTimer(_ => Wake(), null, delay, Timeout.InfiniteTimeSpan);
        else timer.Change(delay, Timeout.InfiniteTimeSpan);
    }

    private void Wake()
    {
        List<ObjectKey> elapsed = [];
        lock (gate)
        {
            if (closed) return;
            var now = time.GetTimestamp();
            while (byDue.TryPeek(out var key, out var due))
            {
                // An entry that an earlier one has replaced means nothing.
                var counts = delayed.TryGetValue(key, out var current) && current == due;
                if (counts && due > now)
                {
                    WakeAfter(TimeSpan.FromMilliseconds(Math.Ceiling(time.GetElapsedTime(now, due).TotalMilliseconds)));
                    break;
                }
                byDue.Dequeue();
                if (!counts) continue;
                delayed.Remove(key);
                elapsed.Add(key);
            }
        }
        foreach (var key in elapsed) Add(key);
    }

    private void BecomeIdle()
    {
        idle?.TrySetResult();
        idle = null;
    }
}
