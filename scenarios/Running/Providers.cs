using HandsOn.E2E.Clusters;
using HandsOn.E2E.RealClusters;

namespace HandsOn.Scenarios.Running;

/// <summary>The cluster providers that the scenarios run on.</summary>
public static class Providers
{
    /// <summary>The embedded cluster, and real ones.</summary>
    public static ClusterProviders All { get; } =
        new([new EmbeddedClusterProvider(TimeProvider.System), .. RealClusterProviders.Create(Environment.GetEnvironmentVariable, TimeProvider.System)]);
}
