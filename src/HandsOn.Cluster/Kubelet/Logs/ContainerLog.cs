using System.Text;

namespace HandsOn.Cluster.Kubelet;

/// <summary>One line of a container's log, without its line end.</summary>
internal readonly record struct LogLine(DateTimeOffset Time, ReadOnlyMemory<byte> Text);

/// <summary>
/// The output of one run of a container: its newest lines, up to a number of bytes. Readers that follow it are woken by a
/// signal.
/// </summary>
internal sealed class ContainerLog(TimeProvider time)
{
    private const int MaxBytes = 1024 * 1024;

    private readonly Lock gate = new();
    private Queue<LogLine>? lines;
    private long firstNumber;
    private int bytes;
    private TaskCompletionSource? waiting;

    /// <summary>Whether the run is over and nothing more will come.</summary>
    public bool IsClosed { get; private set; }

    public void Write(ReadOnlyMemory<byte> text)
    {
        lock (gate)
        {
            if (IsClosed) return;
            lines ??= new Queue<LogLine>();
            lines.Enqueue(new LogLine(time.GetUtcNow(), text));
            bytes += text.Length + 1;
            while (bytes > MaxBytes && lines.Count > 1)
            {
                bytes -= lines.Dequeue().Text.Length + 1;
                firstNumber++;
            }
            Signal();
        }
    }

    public void Close()
    {
        lock (gate)
        {
            IsClosed = true;
            Signal();
        }
    }

    /// <summary>The lines from a number on, the number to go on from, and a task that completes when there is more; null where nothing more will come.</summary>
    public (LogLine[] Lines, long Next, Task? More) Read(long from)
    {
        lock (gate)
        {
            var skip = (int)Math.Max(0, from - firstNumber);
            LogLine[] read = lines is null ? [] : [.. lines.Skip(skip)];
            var next = firstNumber + (lines?.Count ?? 0);
            if (IsClosed) return (read, next, null);
            waiting ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return (read, next, waiting.Task);
        }
    }

    /// <summary>The end of the log, for termination messages (pkg/kubelet/kuberuntime/kuberuntime_container.go, readLastStringFromContainerLogs).</summary>
    public string Tail(int maxLines, int maxBytes)
    {
        var text = string.Concat(Read(0).Lines.TakeLast(maxLines).Select(l => Encoding.UTF8.GetString(l.Text.Span) + "\n"));
        return text.Length <= maxBytes ? text : text[^maxBytes..];
    }

    private void Signal()
    {
        waiting?.TrySetResult();
        waiting = null;
    }
}
