using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Kubelet;

/// <summary>What the workers of a node share.</summary>
internal sealed record PodServices(
    KubeletContext Context, NodeSettings Node, PodSandboxes Sandboxes, ContainerStarter Starter, PodTermination Termination,
    PodStatusWriter Statuses, Prober Prober, LifecycleHooks Hooks, MirrorPods Mirrors);

/// <summary>
/// Looks after one pod (pkg/kubelet/pod_workers.go). It is poked when anything happens (the pod changed, a container exited, a
/// probe's result changed, a back-off is over) and then brings the pod one step on; it holds no thread while it waits.
/// </summary>
internal sealed class PodWorker(PodServices services, KubeObject pod, Action<PodWorker> over, bool isStatic = false) : IDisposable
{
    /// <summary>After a refused write the pod is looked at again.</summary>
    private static readonly TimeSpan AfterRefusal = TimeSpan.FromSeconds(10);

    private readonly KubeletContext context = services.Context;
    private readonly Lock gate = new();
    private volatile KubeObject? latest = isStatic ? null : pod;
    private ObservedPodNetwork? network;
    private ITimer? alarm;
    private int pokes;
    private long written;
    private bool isOver;

    public PodState State { get; } = new(pod, services.Node) { IsStatic = isStatic };

    /// <summary>Whether a ConfigMap or Secret that appears may be what the pod waits for.</summary>
    public bool AwaitsObjects { get; private set; }

    /// <summary>The pod changed; null once it is gone from the API.</summary>
    public void Update(KubeObject? changed)
    {
        latest = changed;
        // What the worker wrote itself is no news.
        if (changed is null || changed.Revision > Volatile.Read(ref written)) Poke();
    }

    /// <summary>Something happened: look again.</summary>
    public void Poke()
    {
        if (Interlocked.Increment(ref pokes) == 1) _ = Task.Run(LookAsync);
    }

    /// <summary>Ends the processes at once and forgets the pod: the node stops.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            isOver = true;
            alarm?.Dispose();
        }
        foreach (var slot in State.Containers)
        {
            slot.Probes?.Dispose();
            slot.Current?.Abandon();
        }
        services.Sandboxes.Remove(State);
    }

    private async Task LookAsync()
    {
        int seen;
        do
        {
            seen = Volatile.Read(ref pokes);
            if (isOver) continue;
            try
            {
                await SyncAsync().ConfigureAwait(false);
            }
            catch (Exception failed)
            {
                if (failed is StatusException) context.Log.Warning("kubelet", $"A write for pod {State} was refused and is tried again.", failed);
                else context.Log.Error("kubelet", $"Looking after pod {State} failed and is tried again.", failed);
                WakeAt(context.Now + AfterRefusal);
            }
        }
        while (Interlocked.CompareExchange(ref pokes, 0, seen) != seen);
    }

    private async ValueTask SyncAsync()
    {
        var stored = latest;
        if (stored is null && isStatic) State.Mirror = null;
        else if (stored is not null && stored.Revision >= (State.Stored?.Revision ?? 0)) State.Stored = stored;
        CheckDeadline();
        var isGone = stored is null && !isStatic;
        if (isStatic) await services.Mirrors.EnsureAsync(State).ConfigureAwait(false);
        if (isGone || State.Pod.IsTerminating || State.Failure is not null || PodPhase.IsDone(State)) await EndAsync(isGone).ConfigureAwait(false);
        else await RunAsync().ConfigureAwait(false);
    }

    private async ValueTask RunAsync()
    {
        State.StartTime ??= context.Now;
        AwaitsObjects = true;
        // A container that ended is told of before it is started again.
        if (State.Containers.Exists(c => c.Current is { IsRunning: false })) await WriteStatusAsync().ConfigureAwait(false);
        if (await services.Sandboxes.EnsureAsync(State).ConfigureAwait(false))
        {
            network ??= new ObservedPodNetwork(State.Sandbox!.Network, PortOpened);
            await StartContainersAsync().ConfigureAwait(false);
            AwaitsObjects = State.Containers.Exists(c => c.Problem?.Reason == "CreateContainerConfigError");
        }
        await WriteStatusAsync().ConfigureAwait(false);
        if (PodPhase.IsDone(State)) Poke();
        WakeAt(PodTimes.NextAlarm(State, context.Now));
    }

    private async ValueTask WriteStatusAsync()
    {
        var before = State.Stored;
        await services.Statuses.WriteAsync(State).ConfigureAwait(false);
        if (State.Stored is not { } after || ReferenceEquals(before, after)) return;
        Volatile.Write(ref written, after.Revision);
        // The write may have brought a change of somebody else's along, whose own news will be taken for old.
        if (before!.IsTerminating != after.IsTerminating || !before.Spec.Equals(after.Spec)) Poke();
    }

    private async ValueTask StartContainersAsync()
    {
        foreach (var slot in State.InitContainers)
        {
            if (slot.Kind == ContainerKind.Init && (State.HasStarted || slot.IsReady)) continue;
            if (!slot.IsRunning) await StartAsync(slot).ConfigureAwait(false);
            if (!PodPhase.IsInitialized(slot) && !State.HasStarted) return;
        }
        foreach (var slot in State.Containers.Where(c => c.Kind is ContainerKind.Regular or ContainerKind.Ephemeral))
            if (!slot.IsRunning) await StartAsync(slot).ConfigureAwait(false);
    }

    private async ValueTask StartAsync(ContainerSlot slot)
    {
        if (slot.Current is not null && !PodPhase.WouldRestart(State, slot)) return;
        slot.Probes?.Dispose();
        slot.Probes = null;
        if (await services.Starter.TryStartAsync(State, slot, network!).ConfigureAwait(false) is not { } run) return;
        run.IsHooked = !LifecycleHooks.HasPostStart(slot);
        _ = run.Exited.ContinueWith(_ => Poke(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        if (!run.IsRunning) return;
        if (run.IsHooked) StartProbes(slot, run);
        else _ = PostStartAsync(slot, run);
    }

    private void StartProbes(ContainerSlot slot, ContainerRun run) =>
        slot.Probes = ContainerProbes.Start(context, services.Prober, State, slot, run, network!.IsListening, probe => ProbeChanged(slot, probe));

    private async Task PostStartAsync(ContainerSlot slot, ContainerRun run)
    {
        if (await services.Hooks.PostStartAsync(State, slot, run).ConfigureAwait(false))
        {
            run.IsHooked = true;
            StartProbes(slot, run);
        }
        else await services.Termination.StopAsync(State, slot, "FailedPostStartHook", PodTimes.Grace(State)).ConfigureAwait(false);
        Poke();
    }

    private void ProbeChanged(ContainerSlot slot, ProbeWorker probe)
    {
        if (probe.Spec.Kind == ProbeKind.Startup && probe.Result == true) slot.Probes?.Started();
        if (probe.Spec.Kind != ProbeKind.Readiness && probe.Result == false)
        {
            var kind = slot.Kind == ContainerKind.Regular ? "Container" : "Init container";
            var what = probe.Spec.Kind == ProbeKind.Startup ? "startup" : "liveness";
            var after = slot.Kind == ContainerKind.Regular && State.RestartPolicy != "Never" ? ", will be restarted" : "";
            _ = services.Termination.StopAsync(State, slot, $"{kind} {slot.Name} failed {what} probe{after}", probe.Spec.TerminationGrace ?? PodTimes.Grace(State)).AsTask();
        }
        Poke();
    }

    private void PortOpened(int port)
    {
        foreach (var slot in State.Containers) slot.Probes?.PortOpened(port);
    }

    private async ValueTask EndAsync(bool isGone)
    {
        AwaitsObjects = false;
        var grace = isGone ? TimeSpan.Zero : PodTimes.Grace(State);
        if (!await services.Termination.StopAsync(State, grace).ConfigureAwait(false))
        {
            if (State.Failure is not null && !isGone) await services.Statuses.WriteAsync(State, isEnding: true).ConfigureAwait(false);
            return;
        }
        foreach (var slot in State.Containers) slot.Probes?.Dispose();
        services.Sandboxes.Remove(State);
        network = null;
        WakeAt(null);
        if (!isGone) isGone = !await services.Statuses.WriteAsync(State, isEnding: true).ConfigureAwait(false);
        if (!isGone && State.Pod.IsTerminating) await services.Statuses.DeleteAsync(State).ConfigureAwait(false);
        if (!isGone) return;
        isOver = true;
        over(this);
    }

    private void CheckDeadline()
    {
        if (State.Failure is not null || PodTimes.Deadline(State) is not { } deadline || deadline > context.Now) return;
        State.Failure = new("DeadlineExceeded", "Pod was active on the node longer than the specified deadline");
        _ = context.Events.NormalAsync(State.Pod, State.Failure.Reason, State.Failure.Message).AsTask();
    }

    private void WakeAt(DateTimeOffset? at)
    {
        lock (gate)
        {
            alarm?.Dispose();
            alarm = null;
            if (at is null || isOver) return;
            if (at <= context.Now) Poke();
            else alarm = context.Time.CreateTimer(_ => Poke(), null, at.Value - context.Now, Timeout.InfiniteTimeSpan);
        }
    }
}
