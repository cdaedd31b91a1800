using HandsOn.E2E.Clusters;
using HandsOn.E2E.RealClusters.K3s;
using HandsOn.E2E.RealClusters.Kubeconfigs;

namespace HandsOn.E2E.RealClusters;

/// <summary>The providers of real clusters.</summary>
public static class RealClusterProviders
{
    /// <summary>Providers of throwaway k3s in Docker (<c>k3s</c>), and of clusters that exist (<c>kubeconfig</c>). Nothing is asked of either yet.</summary>
    /// <param name="environment">Reads an environment variable.</param>
    /// <param name="time">The clock of their limits.</param>
    public static IReadOnlyList<IClusterProvider> Create(Func<string, string?> environment, TimeProvider time) =>
        [new K3sClusterProvider(environment, time), new KubeconfigClusterProvider(environment, time)];
}
