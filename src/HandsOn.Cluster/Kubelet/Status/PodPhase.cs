namespace HandsOn.Cluster.Kubelet;

/// <summary>A pod's phase, made of what its containers do (pkg/kubelet/kubelet_pods.go, getPhase).</summary>
internal static class PodPhase
{
    public const string Pending = "Pending";
    public const string Running = "Running";
    public const string Succeeded = "Succeeded";
    public const string Failed = "Failed";

    /// <param name="isEnding">Whether the pod is being ended, so that no container will start again.</param>
    public static string Of(PodState state, bool isEnding)
    {
        if (state.Failure is not null) return Failed;
        if (state.InitContainers.Any(c => c.Kind == ContainerKind.Init && c.Current is { IsRunning: false } run && run.ExitCode != 0 && !WouldRestart(state, c)))
            return Failed;
        var regular = state.Regular.ToList();
        var waits = regular.Exists(c => c.Current is null) || (!state.HasStarted && state.InitContainers.Any(c => !IsInitialized(c)));
        if (waits) return Pending;
        if (regular.Exists(c => c.IsRunning)) return Running;
        if (!isEnding && regular.Exists(c => WouldRestart(state, c))) return Running;
        if (isEnding && state.IsStatic) return Running;
        return regular.TrueForAll(c => c.Current!.ExitCode == 0) ? Succeeded : Failed;
    }

    /// <summary>Whether the pod has come to its end by itself.</summary>
    public static bool IsDone(PodState state) =>
        state.Pod.Status.String("phase") is Succeeded or Failed
        || (state.Containers.Exists(c => c.Current is not null) && Of(state, isEnding: false) is Succeeded or Failed);

    /// <summary>Whether the container, which has ended, is to be started again.</summary>
    public static bool WouldRestart(PodState state, ContainerSlot slot)
    {
        if (slot.Kind == ContainerKind.Sidecar) return true;
        if (slot.Kind == ContainerKind.Ephemeral) return false;
        var failed = slot.Current is { IsRunning: false } run && run.ExitCode != 0;
        var policy = slot.Spec.String("restartPolicy") is { Length: > 0 } own ? own : state.RestartPolicy;
        return policy switch
        {
            "Always" => slot.Kind == ContainerKind.Regular || failed,
            "OnFailure" => failed,
            _ => false,
        };
    }

    public static bool IsInitialized(ContainerSlot slot) => slot.Kind == ContainerKind.Sidecar ? slot.IsStarted : slot.IsReady;
}
