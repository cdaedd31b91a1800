using HandsOn.E2E.RealClusters.K3s.Engine;
using HandsOn.E2E.Waiting;

namespace HandsOn.E2E.RealClusters.K3s.Starting;

/// <summary>What a container writes while it starts: its last lines for people, and the news that there is something to look at again.</summary>
internal sealed class ContainerLog
{
    private const int Kept = 200;

    private readonly ChangeSignal signal = new();
    private readonly Queue<string> lines = [];

    /// <summary>How many lines there were.</summary>
    public long Count => signal.Version;

    /// <summary>The last lines, oldest first.</summary>
    public IReadOnlyList<string> Last
    {
        get
        {
            lock (lines) return [.. lines];
        }
    }

    /// <summary>Takes a line.</summary>
    public void Add(string line)
    {
        lock (lines)
        {
            lines.Enqueue(line);
            if (lines.Count > Kept) lines.Dequeue();
        }
        signal.Raise();
    }

    /// <summary>Forgets its lines, since all of them will be read again.</summary>
    public void Clear()
    {
        lock (lines) lines.Clear();
    }

    /// <summary>Ends when there are more lines than <paramref name="seen"/>.</summary>
    public Task AfterAsync(long seen, CancellationToken cancellation) => signal.AfterAsync(seen, cancellation);

    /// <summary>Follows a container's log until it ends.</summary>
    public async Task FollowAsync(DockerEngine engine, string container, CancellationToken cancellation)
    {
        try
        {
            await engine.FollowLogAsync(container, Add, cancellation);
        }
        catch (Exception over) when (over is OperationCanceledException or EngineException or IOException)
        {
            // There is no more of it, and what there was is here. That its container is gone is somebody else's news.
        }
    }
}
