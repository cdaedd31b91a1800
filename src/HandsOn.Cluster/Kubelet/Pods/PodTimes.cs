namespace HandsOn.Cluster.Kubelet;

/// <summary>When something falls due in a pod's life.</summary>
internal static class PodTimes
{
    private static readonly TimeSpan DefaultGrace = TimeSpan.FromSeconds(30);

    /// <summary>When the pod has run for as long as it may; null where it may run for ever.</summary>
    public static DateTimeOffset? Deadline(PodState state) =>
        state.StartTime is { } start && state.Pod.Spec.Long("activeDeadlineSeconds") is { } seconds ? start + TimeSpan.FromSeconds(seconds) : null;

    /// <summary>How long its processes have between SIGTERM and SIGKILL: what the deletion grants, or else the pod's own.</summary>
    public static TimeSpan Grace(PodState state) =>
        (state.Pod.Metadata.Long("deletionGracePeriodSeconds") ?? state.Pod.Spec.Long("terminationGracePeriodSeconds")) is { } seconds
            ? TimeSpan.FromSeconds(seconds)
            : DefaultGrace;

    /// <summary>When to look at the pod again even if nothing happens; null for never.</summary>
    public static DateTimeOffset? NextAlarm(PodState state, DateTimeOffset now) =>
        state.Containers.Where(c => !c.IsRunning).Select(c => c.RetryAt)
            .Append(Deadline(state))
            .Append(state.Sandbox is null && state.SandboxReadyAt > now ? state.SandboxReadyAt : null)
            .Min();
}
