using HandsOn.Cluster.Api.Requests;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Fields;

/// <summary>Notes in <c>metadata.managedFields</c> who wrote which field.</summary>
internal interface IFieldTracker
{
    /// <summary>The object with its managed fields brought up to date for this write; <paramref name="old"/> is null for a creation.</summary>
    KubeObject Track(RequestContext request, KubeObject item, KubeObject? old);
}

/// <summary>Keeps no managed fields.</summary>
internal sealed class NoFieldTracker : IFieldTracker
{
    public KubeObject Track(RequestContext request, KubeObject item, KubeObject? old) => item;
}
