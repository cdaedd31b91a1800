using System.Collections.Concurrent;

namespace HandsOn.E2E.Clusters;

/// <summary>
/// Hands out a run's clusters: never more at the same time than the machine bears, and, where a start takes long, with the next
/// one on its way while the scenario before it runs.
/// </summary>
/// <remarks>
/// Every cluster that is or starts has a place. A place goes from one owner to the next: to a scenario, from there to the one that
/// has waited longest, and only where none waits to a cluster that nobody has asked for yet.
/// </remarks>
/// <param name="provider">Makes them.</param>
/// <param name="usual">What most scenarios ask for; only such clusters are started ahead.</param>
/// <param name="expected">How many scenarios will ask; nothing is started ahead for more.</param>
internal sealed class ClusterPool(IClusterProvider provider, ClusterRequest usual, int expected) : IAsyncDisposable
{
    private readonly Lock guard = new();
    private readonly Queue<ClusterStart> ahead = [];
    private readonly LinkedList<TaskCompletionSource> waiting = [];
    private readonly ConcurrentQueue<string> stuck = [];
    // What is kept is never taken away, so nobody could wait for its place.
    private readonly int most = usual.Keep ? int.MaxValue : Math.Max(1, provider.MostAtOnce);
    private int places;
    private int asked;
    private bool ended;

    /// <summary>What nobody had asked for and could not be taken away, one sentence each.</summary>
    public IReadOnlyCollection<string> Stuck => stuck;

    /// <summary>Gives a cluster, as soon as there is room for it.</summary>
    /// <exception cref="ClusterException">It cannot be started.</exception>
    public async Task<ICluster> TakeAsync(ClusterRequest request, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        ClusterStart? start;
        ClusterStart? inTheWay = null;
        TaskCompletionSource? room = null;
        lock (guard)
        {
            ObjectDisposedException.ThrowIf(ended, this);
            asked++;
            start = request == usual ? Next() : null;
            if (start is null && places < most) places++;
            // Nobody waits for a cluster that was started ahead while somebody waits for its place.
            else if (start is null && (inTheWay = Next()) is null) waiting.AddLast(room = new(TaskCreationOptions.RunContinuationsAsynchronously));
        }
        if (inTheWay is not null) await CallOffAsync(inTheWay);
        if (room is not null) await WaitAsync(room, cancellation);
        return await UseAsync(start ?? new(provider, request), cancellation);
    }

    /// <summary>Takes a cluster away that was handed out, and lets the next one begin.</summary>
    public async Task TakeAwayAsync(ICluster cluster)
    {
        try
        {
            await cluster.DisposeAsync();
        }
        finally
        {
            Free();
        }
    }

    /// <summary>Takes those away that nobody has asked for, and gives no more.</summary>
    public async ValueTask DisposeAsync()
    {
        ClusterStart[] unused;
        TaskCompletionSource[] refused;
        lock (guard)
        {
            ended = true;
            unused = [.. ahead];
            refused = [.. waiting];
            ahead.Clear();
            waiting.Clear();
        }
        foreach (var room in refused) room.SetException(new ObjectDisposedException(nameof(ClusterPool)));
        await Task.WhenAll(unused.Select(CallOffAsync));
    }

    private async Task<ICluster> UseAsync(ClusterStart start, CancellationToken cancellation)
    {
        var cluster = start.UseAsync(cancellation);
        StartAhead();
        try
        {
            return await cluster;
        }
        catch
        {
            Free();
            throw;
        }
    }

    private async Task WaitAsync(TaskCompletionSource room, CancellationToken cancellation)
    {
        using (cancellation.Register(GiveUp)) await room.Task;

        void GiveUp()
        {
            // Whoever is not in the queue any more has been given a place, and has to give it back.
            lock (guard)
                if (!waiting.Remove(room)) return;
            room.SetCanceled(cancellation);
        }
    }

    private ClusterStart? Next() => ahead.TryDequeue(out var next) ? next : null;

    private void StartAhead()
    {
        var begun = new List<ClusterStart>();
        lock (guard)
            // Where there is a place, nobody waits for one.
            while (!ended && places < most && ahead.Count < Math.Min(provider.StartsAhead, expected - asked))
            {
                places++;
                var start = new ClusterStart(provider, usual);
                ahead.Enqueue(start);
                begun.Add(start);
            }
        foreach (var start in begun) _ = start.Begin();
    }

    // The place stays with the caller.
    private async Task CallOffAsync(ClusterStart unused)
    {
        try
        {
            await unused.CallOffAsync();
        }
        catch (Exception error)
        {
            stuck.Enqueue($"a cluster that no scenario had asked for could not be taken away: {error.Message}");
        }
    }

    private void Free()
    {
        TaskCompletionSource? next;
        lock (guard)
        {
            next = waiting.First?.Value;
            if (next is null) places--;
            else waiting.RemoveFirst();
        }
        next?.SetResult();
        StartAhead();
    }
}
