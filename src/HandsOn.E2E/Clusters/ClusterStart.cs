namespace HandsOn.E2E.Clusters;

/// <summary>A cluster on its way, which can be called off.</summary>
internal sealed class ClusterStart(IClusterProvider provider, ClusterRequest request)
{
    // Never disposed: whoever calls off may come when the start has long ended, and without a timer it holds nothing.
    private readonly CancellationTokenSource calledOff = new();
    private readonly Lock guard = new();
    private Task<ICluster>? cluster;

    /// <summary>Begins, where that has not been done.</summary>
    public Task<ICluster> Begin()
    {
        lock (guard) return cluster ??= StartAsync();
    }

    /// <summary>The cluster, for the one who will take it away; a start that he ends has ended when this call has.</summary>
    public async Task<ICluster> UseAsync(CancellationToken cancellation)
    {
        using (cancellation.Register(calledOff.Cancel)) return await Begin();
    }

    /// <summary>Ends the start, and takes the cluster away where it has come already.</summary>
    public async Task CallOffAsync()
    {
        await calledOff.CancelAsync();
        ICluster started;
        try
        {
            started = await Begin();
        }
        catch (Exception)
        {
            // Nobody wanted it any more, and a start that fails or is cancelled leaves nothing behind: IClusterProvider.StartAsync.
            return;
        }
        await started.DisposeAsync();
    }

    // Also what a provider throws before it awaits anything ends up in the task.
    private async Task<ICluster> StartAsync()
    {
        calledOff.Token.ThrowIfCancellationRequested();
        return await provider.StartAsync(request, calledOff.Token);
    }
}
