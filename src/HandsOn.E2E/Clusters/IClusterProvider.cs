using HandsOn.E2E.Reporting;
using HandsOn.E2E.Versions;

namespace HandsOn.E2E.Clusters;

/// <summary>Makes clusters of one sort.</summary>
public interface IClusterProvider
{
    /// <summary>The name by which users choose it: <c>embedded</c>.</summary>
    string Name { get; }

    /// <summary>Whether its clusters have a kubectl of their own, so that this machine needs none.</summary>
    bool BringsKubectl => false;

    /// <summary>How many clusters may be started before a scenario asks for them; 0 where a start costs nothing.</summary>
    int StartsAhead => 0;

    /// <summary>How many of its clusters this machine bears at the same time.</summary>
    int MostAtOnce => int.MaxValue;

    /// <summary>The minor that it runs where the user names none.</summary>
    /// <exception cref="ClusterException">It cannot be told: one sentence says why.</exception>
    Task<KubernetesMinor> DefaultMinorAsync(ClusterRequest request, CancellationToken cancellation = default);

    /// <summary>Why it can make no such cluster here and now, in one sentence; <see langword="null"/> where it can.</summary>
    Task<string?> WhyNotAsync(ClusterRequest request, CancellationToken cancellation = default) => Task.FromResult<string?>(null);

    /// <summary>Does once what all clusters of a run need: images are looked for and fetched, what dead runs have left is taken away.</summary>
    /// <exception cref="ClusterException">The run cannot succeed: one sentence says why.</exception>
    Task PrepareAsync(ClusterRequest request, IRunProgress progress, CancellationToken cancellation = default) => Task.CompletedTask;

    /// <summary>Starts a cluster and waits until it can be used; a start that fails or is cancelled leaves nothing behind.</summary>
    /// <exception cref="ClusterException">It cannot be started: one sentence says why.</exception>
    Task<ICluster> StartAsync(ClusterRequest request, CancellationToken cancellation = default);

    /// <summary>Takes away what <see cref="PrepareAsync"/> has made, when no cluster of the run is left; what cannot be taken away is told by <see cref="LeftBehindAsync"/>.</summary>
    Task FinishAsync(ClusterRequest request, CancellationToken cancellation = default) => Task.CompletedTask;

    /// <summary>The number of retries in a run, by cause (<c>503</c>); empty where no transient fault occurred.</summary>
    IReadOnlyDictionary<string, int> RetriesOf(ClusterRequest request) => new Dictionary<string, int>();

    /// <summary>What the run's clusters have left behind outside of this process, one sentence each.</summary>
    Task<IReadOnlyList<string>> LeftBehindAsync(ClusterRequest request, CancellationToken cancellation = default) => Task.FromResult<IReadOnlyList<string>>([]);
}

/// <summary>A cluster cannot be had or reached: one sentence.</summary>
public sealed class ClusterException(string message, Exception? cause = null) : Exception(message, cause);
