using System.Globalization;
using HandsOn.Kubernetes.Json;
using HandsOn.Workloads.Containers;

namespace HandsOn.Cluster.Kubelet;

/// <summary>postStart and preStop hooks: a command, an HTTP request or a pause (pkg/kubelet/lifecycle/handlers.go).</summary>
internal sealed class LifecycleHooks(KubeletContext context, ProbeClient client)
{
    public static bool HasPostStart(ContainerSlot slot) => slot.Spec.Map("lifecycle").ContainsKey("postStart");

    /// <summary>Runs the postStart hook.</summary>
    /// <returns>Whether it succeeded.</returns>
    public async Task<bool> PostStartAsync(PodState state, ContainerSlot slot, ContainerRun run)
    {
        if (await RunAsync(state, slot, run, slot.Spec.Map("lifecycle", "postStart"), CancellationToken.None).ConfigureAwait(false)) return true;
        await slot.WarnAsync(context, state.Pod, "FailedPostStartHook", "PostStartHook failed").ConfigureAwait(false);
        return false;
    }

    /// <summary>Runs the preStop hook, at most as long as the grace period.</summary>
    public async Task PreStopAsync(PodState state, ContainerSlot slot, ContainerRun run, TimeSpan grace)
    {
        if (slot.Spec.Map("lifecycle")["preStop"] is not JsonMap hook) return;
        using var deadline = new CancellationTokenSource(grace, context.Time);
        var done = RunAsync(state, slot, run, hook, deadline.Token);
        await Task.WhenAny(done, run.Exited).ConfigureAwait(false);
        if (!run.IsRunning || await done.ConfigureAwait(false)) return;
        await slot.WarnAsync(context, state.Pod, "FailedPreStopHook", "PreStopHook failed").ConfigureAwait(false);
    }

    private async Task<bool> RunAsync(PodState state, ContainerSlot slot, ContainerRun run, JsonMap hook, CancellationToken cancellation)
    {
        try
        {
            if (hook["exec"] is JsonMap exec)
            {
                string[] command = [.. exec.List("command").Strings()];
                return await ContainerExec.RunAsync(run, command, TextReader.Null, TextWriter.Null, TextWriter.Null, cancellation).ConfigureAwait(false) == 0;
            }
            if (hook["httpGet"] is JsonMap get) return await GetAsync(state, slot, get, cancellation).ConfigureAwait(false);
            if (hook.Long("sleep", "seconds") is { } seconds)
                await Task.Delay(TimeSpan.FromSeconds(seconds), context.Time, cancellation).ConfigureAwait(false);
            return true;
        }
        catch (Exception failed) when (failed is OperationCanceledException or ExecutableNotFoundException or IOException)
        {
            return false;
        }
    }

    private async Task<bool> GetAsync(PodState state, ContainerSlot slot, JsonMap get, CancellationToken cancellation)
    {
        var host = get.String("host") is { Length: > 0 } named ? named : state.Address!.ToString();
        var scheme = (get.String("scheme") ?? "HTTP").ToLowerInvariant();
        if (ProbePort.Resolve(get["port"], slot.Spec) is not { } port) return false;
        var url = string.Create(CultureInfo.InvariantCulture, $"{scheme}://{host}:{port}/{(get.String("path") ?? "/").TrimStart('/')}");
        var (status, _) = await client.GetAsync(url, get.List("httpHeaders"), "kube-lifecycle", cancellation).ConfigureAwait(false);
        return status is not null;
    }
}
