using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Storage;

/// <summary>What happened to an object.</summary>
internal enum StoreEventType
{
    Added,
    Modified,
    Deleted,
}

/// <summary>
/// One write. <see cref="Object"/> is what the write left (for a deletion: the last content, with the deletion's revision);
/// <see cref="Previous"/> is what was there before, so that a watch with a selector can tell who enters and who leaves.
/// </summary>
internal sealed record StoreEvent(StoreEventType Type, long Revision, KubeObject Object, KubeObject? Previous);
