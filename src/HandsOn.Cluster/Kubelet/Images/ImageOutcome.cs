namespace HandsOn.Cluster.Kubelet;

/// <summary>What asking for a container's image gave: the image, why it cannot be had, or neither while it is pulled.</summary>
/// <param name="Image">The image.</param>
/// <param name="Problem">Why not.</param>
/// <param name="RetryAt">When to ask again, after a failure.</param>
internal readonly record struct ImageOutcome(LocalImage? Image, ContainerProblem? Problem, DateTimeOffset? RetryAt = null);

/// <summary>Why a container waits: the reason and message of its state.</summary>
internal sealed record ContainerProblem(string Reason, string Message);
