namespace HandsOn.Cluster.Kubelet;

/// <summary>
/// Repeats one probe of one run of a container and counts its results against the thresholds (pkg/kubelet/prober/worker.go).
/// The first probe of a port waits until something listens on it, at most one period: processes here start faster than any
/// kubelet probes, and a first failure would cost a whole period.
/// </summary>
internal sealed class ProbeWorker : IDisposable
{
    private readonly KubeletContext context;
    private readonly Prober prober;
    private readonly PodState state;
    private readonly ContainerSlot slot;
    private readonly ContainerRun run;
    private readonly Action<ProbeWorker> changed;
    private readonly CancellationTokenSource stopping = new();
    private readonly ITimer timer;
    private readonly bool isDue;
    private int busy;
    private long inRow;
    private bool? last;

    /// <param name="isListening">Whether something listens on the probe's port already.</param>
    /// <param name="changed">Told when the result changes.</param>
    public ProbeWorker(
        KubeletContext context, Prober prober, PodState state, ContainerSlot slot, ContainerRun run, ProbeSpec spec, bool isListening, Action<ProbeWorker> changed)
    {
        (this.context, this.prober, this.state, this.slot, this.run, this.changed) = (context, prober, state, slot, run, changed);
        Spec = spec;
        isDue = spec.InitialDelay == TimeSpan.Zero && (isListening || spec.Port is null);
        timer = context.Time.CreateTimer(_ => Tick(), null, spec.InitialDelay > TimeSpan.Zero ? spec.InitialDelay : spec.Period, spec.Period);
    }

    public ProbeSpec Spec { get; }

    /// <summary>What the thresholds made of the probes so far; null before the first result.</summary>
    public bool? Result { get; private set; }

    /// <summary>The port is being listened on, or the container has started: probe now rather than at the next period.</summary>
    public void Trigger()
    {
        if (Result is not null || Spec.InitialDelay > TimeSpan.Zero) return;
        timer.Change(Spec.Period, Spec.Period);
        Tick();
    }

    /// <summary>Probes at once, where the first probe need not wait.</summary>
    public void Begin()
    {
        if (isDue) Tick();
    }

    public void Dispose()
    {
        timer.Dispose();
        stopping.Cancel();
    }

    private void Tick()
    {
        if (stopping.IsCancellationRequested || !run.IsRunning || run.IsStopping && Spec.Kind != ProbeKind.Readiness) return;
        var started = slot.Probes?.HasStarted ?? true;
        if (Spec.Kind == ProbeKind.Startup ? Result == true : !started) return;
        if (Interlocked.Exchange(ref busy, 1) == 0) _ = Task.Run(ProbeAsync);
    }

    private async Task ProbeAsync()
    {
        var problem = await prober.ProbeAsync(state, run, Spec, stopping.Token).ConfigureAwait(false);
        Volatile.Write(ref busy, 0);
        if (stopping.IsCancellationRequested || !run.IsRunning) return;
        if (problem is not null) await slot.WarnAsync(context, state.Pod, "Unhealthy", $"{Spec.Kind} probe failed: {problem}").ConfigureAwait(false);
        var success = problem is null;
        inRow = last == success ? inRow + 1 : 1;
        last = success;
        if (inRow < (success ? Spec.SuccessThreshold : Spec.FailureThreshold)) return;
        if (Result == success) return;
        // A container starts as not ready and as alive: the first such result is no change.
        Result = success;
        changed(this);
    }
}
