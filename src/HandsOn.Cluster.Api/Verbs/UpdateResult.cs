using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Verbs;

/// <summary>What an update left.</summary>
internal readonly record struct UpdateResult(KubeObject Object, bool Created);

/// <summary>What a delete request left: the object as it is still stored, or its last content where it is gone.</summary>
internal readonly record struct DeleteResult(KubeObject Object, bool Gone);
