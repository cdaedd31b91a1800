using HandsOn.E2E.Scenarios;

namespace HandsOn.E2E.Cli.Commands;

/// <summary>What <c>--keep</c> leaves: how to reach it, how to take it away, and for how long it is there.</summary>
internal static class KeptClusters
{
    /// <summary>Prints how to reach what was kept. Where some of it ends with this process, that waits for Ctrl-C and takes everything away.</summary>
    public static async Task LeaveAsync(RunSession session, TextWriter output, CancellationToken cancellation)
    {
        var outlives = session.Kept.All(run => run.Cluster.Removal is not null);
        foreach (var run in session.Kept)
        {
            output.WriteLine($"kept: {run.Name}: export KUBECONFIG={run.Folder.Kubeconfig}; the manifests are in {run.Folder.Root}");
            if (run.Cluster.Removal is { } removal) output.WriteLine($"  to take it away{(outlives ? "" : ", should this process not do it")}: {removal}; rm -r {run.Folder.Root}");
        }
        if (outlives)
        {
            session.LeaveKept();
            return;
        }
        output.WriteLine("the clusters are up until Ctrl-C");
        await Stopped.WaitAsync(cancellation).ConfigureAwait(false);
        await session.EndKeptAsync().ConfigureAwait(false);
    }
}
