using HandsOn.E2E.Api;
using HandsOn.E2E.Clusters;
using HandsOn.E2E.Diagnostics;
using HandsOn.E2E.Kubectl;
using HandsOn.E2E.Waiting;

namespace HandsOn.E2E.Scenarios;

/// <summary>A scenario's own things: a cluster, a work folder, kubectl in it, and the history of the cluster's pods.</summary>
internal sealed class Workbench
{
    private readonly ClusterPool clusters;
    private readonly List<BroughtManifests> manifests = [];
    private WorkFolder? folder;
    private ObjectHistory? pods;

    private Workbench(ICluster cluster, ClusterPool clusters) => (Cluster, this.clusters) = (cluster, clusters);

    public ICluster Cluster { get; }

    public WorkFolder Folder => folder!;

    public IKubectl Kubectl { get; private set; } = null!;

    /// <summary>Everything that happened to the cluster's pods since the scenario began.</summary>
    public ObjectHistory Pods => pods!;

    /// <summary>The manifests that the scenario has brought into the work folder.</summary>
    public IReadOnlyList<BroughtManifests> Manifests => manifests;

    /// <summary>Makes everything ready around a cluster; where that fails, the cluster is gone, too.</summary>
    /// <param name="cluster">The cluster, which the pool has handed out.</param>
    /// <param name="clusters">Takes the cluster back.</param>
    /// <param name="path">The work folder.</param>
    /// <param name="ingress">Serves the scenario's Ingresses.</param>
    /// <param name="kubectl">Supplies kubectl.</param>
    /// <param name="leaks">Sees to it that the folder goes.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="ClusterException">The cluster cannot be used: one sentence says why.</exception>
    /// <exception cref="KubectlException">There is no kubectl.</exception>
    public static async Task<Workbench> SetUpAsync(
        ICluster cluster, ClusterPool clusters, string path, IngressController ingress, KubectlSupply kubectl, LeakCheck leaks,
        CancellationToken cancellation)
    {
        var bench = new Workbench(cluster, clusters);
        try
        {
            bench.folder = new WorkFolder(path);
            leaks.Watch(bench.Folder.Root);
            bench.Folder.WriteKubeconfig(cluster.Kubeconfig);
            await ingress.DemandAsync(cluster.Api, cluster.Minor, cancellation);
            bench.Folder.Write(IngressController.ManifestPath, ingress.Manifest(cluster));
            bench.Kubectl = await kubectl.ForAsync(cluster, bench.Folder, cancellation);
            bench.pods = await ObjectHistory.StartAsync(cluster.Api, ApiResources.Pods, cancellation);
            return bench;
        }
        catch (Exception error)
        {
            try
            {
                if (error is not OperationCanceledException && await cluster.WhyGoneAsync(cancellation) is { } gone)
                    throw new ClusterException(gone, error);
            }
            finally
            {
                await bench.TakeAwayAsync();
            }
            throw;
        }
    }

    /// <summary>Copies a folder's files into the work folder.</summary>
    public void Bring(BroughtManifests brought)
    {
        Folder.CopyFrom(brought.Folder, brought.Place);
        manifests.Add(brought);
    }

    /// <summary>Takes the cluster and the work folder away.</summary>
    public async Task TakeAwayAsync()
    {
        if (pods is not null) await pods.DisposeAsync();
        try
        {
            if (folder is not null) TakeAway(folder);
        }
        finally
        {
            await clusters.TakeAwayAsync(Cluster);
        }
    }

    /// <summary>Takes everything away; gives what kept the cluster from going, which its scenario tells like any other failure.</summary>
    public async Task<ClusterException?> TryTakeAwayAsync()
    {
        try
        {
            await TakeAwayAsync();
            return null;
        }
        catch (Exception error) when (error is ClusterException or HttpRequestException or IOException)
        {
            return new($"its cluster could not be taken away: {error.Message}", error);
        }
    }

    // Beside the work folder is what was kept of a failure; where nothing was, the folder of both goes too.
    private static void TakeAway(WorkFolder folder)
    {
        folder.Dispose();
        var parent = Path.GetDirectoryName(folder.Root)!;
        if (!Directory.EnumerateFileSystemEntries(parent).Any()) Directory.Delete(parent);
    }
}
