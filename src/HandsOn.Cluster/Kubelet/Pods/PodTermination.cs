namespace HandsOn.Cluster.Kubelet;

/// <summary>Ends a pod's containers: preStop hooks, SIGTERM, and SIGKILL when the grace period is over; sidecars after the others.</summary>
internal sealed class PodTermination(KubeletContext context, LifecycleHooks hooks)
{
    /// <summary>Even without any grace a process has this long to go.</summary>
    private static readonly TimeSpan LeastGrace = TimeSpan.FromSeconds(2);

    /// <summary>Asks the containers to stop whose turn it is.</summary>
    /// <returns>Whether none runs any more.</returns>
    public async ValueTask<bool> StopAsync(PodState state, TimeSpan grace)
    {
        var running = state.Containers.Where(c => c.IsRunning).ToList();
        var turn = running.Where(c => c.Kind != ContainerKind.Sidecar).ToList();
        // Sidecars go one after the other, the last one first.
        if (turn.Count == 0 && running.Count > 0) turn = [running[^1]];
        foreach (var slot in turn) await StopAsync(state, slot, $"Stopping container {slot.Name}", grace).ConfigureAwait(false);
        return running.Count == 0;
    }

    /// <summary>Asks one container to stop; again with less grace, the earlier end counts.</summary>
    public async ValueTask StopAsync(PodState state, ContainerSlot slot, string message, TimeSpan grace)
    {
        if (slot.Current is not { IsRunning: true } run) return;
        var least = grace < LeastGrace ? LeastGrace : grace;
        if (run.TryBeginStop())
        {
            await slot.TellAsync(context, state.Pod, "Killing", message).ConfigureAwait(false);
            run.StopDeadline = context.Now + least;
            _ = EndAsync(state, slot, run, grace, least);
        }
        else if (context.Now + least < run.StopDeadline)
        {
            run.StopDeadline = context.Now + least;
            run.Stop(least);
        }
    }

    private async Task EndAsync(PodState state, ContainerSlot slot, ContainerRun run, TimeSpan grace, TimeSpan least)
    {
        var begun = context.Now;
        if (grace > TimeSpan.Zero) await hooks.PreStopAsync(state, slot, run, grace).ConfigureAwait(false);
        var left = least - (context.Now - begun);
        run.Stop(left < LeastGrace ? LeastGrace : left);
    }
}
