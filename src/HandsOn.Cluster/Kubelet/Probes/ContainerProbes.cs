namespace HandsOn.Cluster.Kubelet;

/// <summary>The probes of one run of a container.</summary>
internal sealed class ContainerProbes : IDisposable
{
    private readonly List<ProbeWorker> workers = [];

    private ContainerProbes() { }

    /// <summary>Whether the startup probe, if there is one, has succeeded.</summary>
    public bool HasStarted => Of(ProbeKind.Startup) is not { Result: not true };

    /// <summary>Whether the readiness probe, if there is one, says so.</summary>
    public bool IsReady => Of(ProbeKind.Readiness) is not { Result: not true };

    /// <summary>Begins to probe; null where the container has no probes.</summary>
    /// <param name="isListening">Whether something listens on a port of the pod.</param>
    /// <param name="changed">Told when a result changes.</param>
    public static ContainerProbes? Start(
        KubeletContext context, Prober prober, PodState state, ContainerSlot slot, ContainerRun run, Func<int, bool> isListening, Action<ProbeWorker> changed)
    {
        var specs = Enum.GetValues<ProbeKind>().Select(k => ProbeSpec.From(slot.Spec, k)).OfType<ProbeSpec>().ToList();
        if (specs.Count == 0) return null;
        var probes = new ContainerProbes();
        slot.Probes = probes;
        foreach (var spec in specs)
            probes.workers.Add(new ProbeWorker(context, prober, state, slot, run, spec, spec.Port is { } port && isListening(port), changed));
        foreach (var worker in probes.workers) worker.Begin();
        return probes;
    }

    /// <summary>Something listens on a port of the pod now.</summary>
    public void PortOpened(int port)
    {
        foreach (var worker in workers)
            if (worker.Spec.Port == port) worker.Trigger();
    }

    /// <summary>The startup probe has succeeded: the others begin.</summary>
    public void Started()
    {
        foreach (var worker in workers) worker.Trigger();
    }

    public void Dispose()
    {
        foreach (var worker in workers) worker.Dispose();
    }

    private ProbeWorker? Of(ProbeKind kind) => workers.Find(w => w.Spec.Kind == kind);
}
