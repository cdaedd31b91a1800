using HandsOn.Kubernetes.Objects;

namespace HandsOn.E2E.Tutorial.Samples;

/// <summary>What exists in the run's cluster at a moment, for the names in a text that stand for live objects.</summary>
/// <param name="ReplicaSets">The ReplicaSets of the default namespace.</param>
/// <param name="Pods">Its pods, in the order in which they appeared.</param>
public sealed record LiveObjects(IReadOnlyList<KubeObject> ReplicaSets, IReadOnlyList<KubeObject> Pods);
