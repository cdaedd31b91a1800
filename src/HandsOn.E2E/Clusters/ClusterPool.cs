namespace HandsOn.E2E.Clusters;

/// <summary>
/// Hands out a run's clusters: never more at the same time than the machine bears, and, where a start takes long, with the next
/// one on its way while the scenario before it runs.
/// </summary>
/// <param name="provider">Makes them.</param>
/// <param name="usual">What most scenarios ask for; only such clusters are started ahead.</param>
/// <param name="expected">How many scenarios will ask; nothing is started ahead for more.</param>
internal sealed class ClusterPool(IClusterProvider provider, ClusterRequest usual, int expected) : IAsyncDisposable
{
    private readonly Lock guard = new();
    private readonly Queue<Task<ICluster>> ahead = [];
    private readonly Queue<TaskCompletionSource> waiting = [];
    private readonly CancellationTokenSource stop = new();
    private readonly int most = usual.Keep ? int.MaxValue : Math.Max(1, provider.MostAtOnce);
    private int alive;
    private int taken;

    /// <summary>Gives a cluster, as soon as there is room for it.</summary>
    /// <exception cref="ClusterException">It cannot be started.</exception>
    public async Task<ICluster> TakeAsync(ClusterRequest request, CancellationToken cancellation)
    {
        var start = await BeginAsync(request, cancellation);
        StartAhead();
        try
        {
            return await start.WaitAsync(cancellation);
        }
        catch (OperationCanceledException) when (!start.IsCompleted)
        {
            // Whoever waited has gone: what is on its way is taken away with the rest.
            lock (guard) ahead.Enqueue(start);
            throw;
        }
        catch
        {
            Free();
            throw;
        }
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
            StartAhead();
        }
    }

    /// <summary>Takes those away that nobody has asked for.</summary>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        while (Next() is { } unused) await DropAsync(unused);
        stop.Dispose();
    }

    private async Task<Task<ICluster>> BeginAsync(ClusterRequest request, CancellationToken cancellation)
    {
        while (true)
        {
            Task<ICluster>? inTheWay = null;
            var room = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            lock (guard)
            {
                if (request == usual && ahead.TryDequeue(out var ready)) return Taken(ready);
                if (alive < most)
                {
                    alive++;
                    return Taken(provider.StartAsync(request, cancellation));
                }
                // Nobody waits for a cluster that was started ahead while somebody waits for its place.
                if (!ahead.TryDequeue(out inTheWay)) waiting.Enqueue(room);
            }
            if (inTheWay is not null) await DropAsync(inTheWay);
            else await room.Task.WaitAsync(cancellation);
        }
    }

    private Task<ICluster> Taken(Task<ICluster> cluster)
    {
        taken++;
        return cluster;
    }

    private void StartAhead()
    {
        lock (guard)
            while (!stop.IsCancellationRequested && alive < most && waiting.Count == 0 && ahead.Count < Math.Min(provider.StartsAhead, expected - taken))
            {
                alive++;
                ahead.Enqueue(provider.StartAsync(usual, stop.Token));
            }
    }

    private Task<ICluster>? Next()
    {
        lock (guard) return ahead.TryDequeue(out var next) ? next : null;
    }

    private async Task DropAsync(Task<ICluster> unused)
    {
        try
        {
            await (await unused).DisposeAsync();
        }
        catch (Exception error) when (error is ClusterException or OperationCanceledException)
        {
            // It has not started: there is nothing to take away.
        }
        finally
        {
            Free();
        }
    }

    private void Free()
    {
        lock (guard)
        {
            alive--;
            if (waiting.TryDequeue(out var next)) next.SetResult();
        }
    }
}
