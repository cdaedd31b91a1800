using HandsOn.Cluster.Api.Storage;
using HandsOn.Kubernetes.Naming;

namespace HandsOn.Cluster.Api.Resources;

/// <summary>What defaulting, preparation and validation may know of the cluster besides the object in hand.</summary>
internal sealed class ResourceContext(int minor, TimeProvider time, IRandomSource random, ObjectStore store)
{
    /// <summary>The minor that the cluster plays: 36 for 1.36.</summary>
    public int Minor { get; } = minor;

    public TimeProvider Time { get; } = time;

    public IRandomSource Random { get; } = random;

    public ObjectStore Store { get; } = store;
}
