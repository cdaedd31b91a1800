using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Kubelet;

/// <summary>What sort of container it is.</summary>
internal enum ContainerKind
{
    /// <summary>Runs to its end before the next one starts.</summary>
    Init,

    /// <summary>An init container with <c>restartPolicy: Always</c>: started before the next one, and kept running.</summary>
    Sidecar,

    /// <summary>One of <c>spec.containers</c>.</summary>
    Regular,

    /// <summary>Added to a running pod by <c>kubectl debug</c>.</summary>
    Ephemeral,
}

/// <summary>One container of a pod and all of its runs that still matter: the newest and the one before it.</summary>
internal sealed class ContainerSlot(ContainerKind kind, JsonMap spec)
{
    public ContainerKind Kind { get; } = kind;

    /// <summary>The container's spec; the image may change while the pod lives.</summary>
    public JsonMap Spec { get; set; } = spec;

    public string Name => Spec.String("name") ?? "";

    public ContainerRun? Current { get; private set; }

    public ContainerRun? Previous { get; private set; }

    /// <summary>How often the container was started again.</summary>
    public int Restarts { get; private set; }

    /// <summary>Why it does not start; null where nothing is in its way.</summary>
    public ContainerProblem? Problem { get; set; }

    /// <summary>When a start is to be tried again.</summary>
    public DateTimeOffset? RetryAt { get; set; }

    public BackOff RestartBackOff { get; } = new();

    /// <summary>Which run the restart back-off has counted.</summary>
    public ContainerRun? CountedRun { get; set; }

    /// <summary>Since when its image is being pulled.</summary>
    public DateTimeOffset? Pull { get; set; }

    public BackOff PullBackOff { get; } = new();

    public DateTimeOffset PullFailedAt { get; set; }

    public string PullError { get; set; } = "";

    public ContainerProbes? Probes { get; set; }

    public bool IsRunning => Current is { IsRunning: true };

    /// <summary>Whether its startup probe, if it has one, and its postStart hook have succeeded.</summary>
    public bool IsStarted => IsRunning && Current!.IsHooked && Probes is not { HasStarted: false };

    public bool IsReady => Kind == ContainerKind.Init
        ? Current is { IsRunning: false, ExitCode: 0 }
        : IsStarted && Probes is not { IsReady: false };

    /// <summary>Whether its state is <c>waiting</c>.</summary>
    public bool IsWaiting => Problem is not null || Current is null;

    /// <summary>The run that <c>lastState</c> tells of.</summary>
    public ContainerRun? LastTerminated => IsWaiting && Current is { IsRunning: false } ended ? ended : Previous;

    /// <summary>As events name the container.</summary>
    public string FieldPath => Kind switch
    {
        ContainerKind.Regular => $"spec.containers{{{Name}}}",
        ContainerKind.Ephemeral => $"spec.ephemeralContainers{{{Name}}}",
        _ => $"spec.initContainers{{{Name}}}",
    };

    /// <summary>Takes up a new run; the one before it is what <c>lastState</c> and <c>kubectl logs --previous</c> show.</summary>
    public void Begin(ContainerRun run)
    {
        if (Current is not null)
        {
            Restarts++;
            Previous = Current;
        }
        Current = run;
        Problem = null;
        RetryAt = null;
    }

    public ValueTask TellAsync(KubeletContext context, KubeObject pod, string reason, string message) =>
        context.Events.NormalAsync(pod, reason, message, FieldPath);

    public ValueTask WarnAsync(KubeletContext context, KubeObject pod, string reason, string message) =>
        context.Events.WarningAsync(pod, reason, message, FieldPath);
}
