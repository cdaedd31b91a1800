using HandsOn.E2E.Clusters;
using HandsOn.E2E.Clusters.Kubeconfigs;
using HandsOn.E2E.K3s.K3s;
using HandsOn.E2E.K3s.Kubeconfigs;
using HandsOn.E2E.K3s.Snapshots;
using HandsOn.E2E.Snapshots;

namespace HandsOn.E2E.K3s;

/// <summary>What the packages of real clusters bring: providers, for <see cref="ClusterProviders"/>, and Verify, for <see cref="SnapshotComparers"/>.</summary>
public static class RealClusterProviders
{
    /// <summary>Makes them known; a second call changes nothing.</summary>
    public static void Register()
    {
        ClusterProviders.Add(new K3sClusterProvider(Environment.GetEnvironmentVariable, TimeProvider.System));
        ClusterProviders.Add(new KubeconfigClusterProvider(new ClientConnector(), Environment.GetEnvironmentVariable, TimeProvider.System));
        SnapshotComparers.Use(new VerifyComparer());
    }
}
