#if REAL_CLUSTERS
using HandsOn.E2E.K3s;
#endif

namespace HandsOn.Scenarios.Running;

/// <summary>The cluster providers that this build has: the embedded one, and real clusters where the property <c>RealClusters</c> brings them in.</summary>
public static class Providers
{
    /// <summary>Makes them known; to be called before the first is asked for.</summary>
    public static void Register()
    {
#if REAL_CLUSTERS
        RealClusterProviders.Register();
#endif
    }
}
