using HandsOn.E2E.Versions;

namespace HandsOn.E2E.Clusters;

/// <summary>Makes clusters of one sort.</summary>
public interface IClusterProvider
{
    /// <summary>The name by which users choose it: <c>embedded</c>.</summary>
    string Name { get; }

    /// <summary>The minor that it runs where the user names none.</summary>
    KubernetesMinor DefaultMinor { get; }

    /// <summary>Starts a cluster and waits until it can be used; a start that fails or is cancelled leaves nothing behind.</summary>
    /// <exception cref="ClusterException">It cannot be started: one sentence says why.</exception>
    Task<ICluster> StartAsync(ClusterRequest request, CancellationToken cancellation = default);
}

/// <summary>What cluster is wanted.</summary>
/// <param name="Minor">The minor release of Kubernetes.</param>
/// <param name="Nodes">How many nodes; 1 where nothing else is said.</param>
public sealed record ClusterRequest(KubernetesMinor Minor, int Nodes = 1);

/// <summary>A cluster cannot be had or reached: one sentence.</summary>
public sealed class ClusterException(string message, Exception? cause = null) : Exception(message, cause);
