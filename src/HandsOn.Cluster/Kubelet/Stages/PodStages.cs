using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Selectors;

namespace HandsOn.Cluster.Kubelet;

/// <summary>A step in a pod's life that takes time on a real node.</summary>
internal enum PodStep
{
    /// <summary>The sandbox is made: network, volumes.</summary>
    Sandbox,

    /// <summary>An image is pulled.</summary>
    Pull,

    /// <summary>A container is created and started.</summary>
    Start,
}

/// <summary>How long one step takes for the pods that a selector means.</summary>
/// <param name="Step">The step.</param>
/// <param name="Delay">How long the pod stays in the state before it.</param>
/// <param name="Pods">By their labels; null for all.</param>
internal sealed record PodStage(PodStep Step, TimeSpan Delay, LabelSelector? Pods = null);

/// <summary>How long the steps of a pod's life take: a table, of which the first fitting row counts. What is not in it takes no time.</summary>
internal sealed record PodStages(IReadOnlyList<PodStage> Rows)
{
    public static readonly PodStages Instant = new([]);

    public TimeSpan Delay(PodStep step, KubeObject pod) =>
        Rows.FirstOrDefault(r => r.Step == step && (r.Pods is null || r.Pods.Matches(pod.Labels)))?.Delay ?? TimeSpan.Zero;
}
