using HandsOn.E2E.Clusters;

namespace HandsOn.E2E.K3s;

/// <summary>The providers of real clusters, for <see cref="ClusterProviders"/>.</summary>
public static class RealClusterProviders
{
    /// <summary>Makes them known; a second call changes nothing.</summary>
    public static void Register()
    {
    }
}
