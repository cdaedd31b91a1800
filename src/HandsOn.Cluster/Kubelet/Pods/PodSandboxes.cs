namespace HandsOn.Cluster.Kubelet;

/// <summary>Makes and removes what a pod's containers share: volumes, address, network namespace.</summary>
internal sealed class PodSandboxes(KubeletContext context, NodeSettings node)
{
    private readonly PodAddresses addresses = new(node.PodCidr);

    /// <summary>Whether the sandbox is there. Where it is not, something that the pod needs is missing, or it takes time.</summary>
    public async ValueTask<bool> EnsureAsync(PodState state)
    {
        if (state.Sandbox is not null) return true;
        state.Volumes ??= new PodVolumes(context, state);
        if (state.Volumes.Problem() is var (volume, message))
        {
            await TellOnceAsync(state, "FailedMount", $"MountVolume.SetUp failed for volume \"{volume}\" : {message}").ConfigureAwait(false);
            return false;
        }
        state.SandboxReadyAt ??= context.Now + node.Stages.Delay(PodStep.Sandbox, state.Pod);
        if (state.SandboxReadyAt > context.Now) return false;
        state.Address = state.UsesHostNetwork ? node.Address : addresses.Take();
        if (state.Address is null)
        {
            await TellOnceAsync(state, "FailedCreatePodSandBox", $"Failed to create pod sandbox: no IP addresses available in range set: {node.PodCidr}").ConfigureAwait(false);
            return false;
        }
        state.Sandbox = context.Networks.Attach(PodDns.Settings(state));
        return true;
    }

    /// <summary>Takes the pod off the network; its address, which its status keeps, may be given to another.</summary>
    public void Remove(PodState state)
    {
        if (state.Sandbox is null) return;
        state.Sandbox.Dispose();
        state.Sandbox = null;
        if (!state.UsesHostNetwork && state.Address is { } address) addresses.Free(address);
    }

    private async ValueTask TellOnceAsync(PodState state, string reason, string message)
    {
        if (state.LastProblem == message) return;
        state.LastProblem = message;
        await context.Events.WarningAsync(state.Pod, reason, message).ConfigureAwait(false);
    }
}
