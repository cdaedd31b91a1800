using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using HandsOn.Kubernetes.Json;
using HandsOn.Workloads.Containers;
using HandsOn.Workloads.Network;

namespace HandsOn.Cluster.Kubelet;

/// <summary>
/// Starts containers: back-off, image, configuration, process (pkg/kubelet/kuberuntime/kuberuntime_container.go, startContainer).
/// A container that cannot start is left with its problem and the time of the next attempt.
/// </summary>
internal sealed class ContainerStarter(KubeletContext context, ImagePuller puller)
{
    /// <summary>Tries to start a container that does not run.</summary>
    /// <returns>The new run, or null.</returns>
    public async ValueTask<ContainerRun?> TryStartAsync(PodState state, ContainerSlot slot, IPodNetwork network)
    {
        if (slot.RetryAt > context.Now || await IsBackingOffAsync(state, slot).ConfigureAwait(false)) return null;
        var outcome = await puller.GetAsync(state.Pod, slot).ConfigureAwait(false);
        slot.RetryAt = outcome.RetryAt;
        if (outcome.Problem is { } problem)
        {
            var isNew = slot.Problem?.Reason != problem.Reason;
            slot.Problem = problem;
            if (isNew) await slot.WarnAsync(context, state.Pod, "Failed", $"Error: {problem.Reason}").ConfigureAwait(false);
        }
        if (outcome.Image is not { } image) return null;
        try
        {
            var id = NewId(state, slot);
            var run = new ContainerRun(id, image, context.Time)
            {
                Input = slot.Spec.Bool("stdin") == true ? new StandardInput(once: slot.Spec.Bool("stdinOnce") == true) : null,
            };
            return await StartAsync(state, slot, run, Context(state, slot, run, network)).ConfigureAwait(false);
        }
        catch (ContainerConfigException wrong)
        {
            var isNew = slot.Problem?.Message != wrong.Message;
            slot.Problem = new("CreateContainerConfigError", wrong.Message);
            if (isNew) await slot.WarnAsync(context, state.Pod, "Failed", $"Error: {wrong.Message}").ConfigureAwait(false);
            return null;
        }
    }

    private async ValueTask<ContainerRun> StartAsync(PodState state, ContainerSlot slot, ContainerRun run, ContainerContext process)
    {
        await slot.TellAsync(context, state.Pod, "Created", ContainerWords.Created(slot.Name, context.Minor)).ConfigureAwait(false);
        run.LastWords = () => TerminationMessages.Of(slot, run, process);
        slot.Begin(run);
        await run.StartAsync(run.Image.Content.Program(), process).ConfigureAwait(false);
        if (run is { IsRunning: false, Reason: "StartError" })
        {
            slot.Problem = new("RunContainerError", run.Message);
            await slot.WarnAsync(context, state.Pod, "Failed", $"Error: {run.Message}").ConfigureAwait(false);
            return run;
        }
        await slot.TellAsync(context, state.Pod, "Started", ContainerWords.Started(slot.Name, context.Minor)).ConfigureAwait(false);
        return run;
    }

    private async ValueTask<bool> IsBackingOffAsync(PodState state, ContainerSlot slot)
    {
        if (slot.Current is not { } last || ReferenceEquals(slot.CountedRun, last)) return false;
        if (slot.RestartBackOff.Until(last.FinishedAt, context.Now) is { } until)
        {
            var delay = GoDuration.Format(slot.RestartBackOff.Delay);
            slot.Problem = new("CrashLoopBackOff", $"back-off {delay} restarting failed container={slot.Name} pod={state}");
            slot.RetryAt = until;
            await slot.WarnAsync(context, state.Pod, "BackOff", $"Back-off restarting failed container {slot.Name} in pod {state}").ConfigureAwait(false);
            return true;
        }
        slot.RestartBackOff.Next(last.FinishedAt);
        slot.CountedRun = last;
        return false;
    }

    private ContainerContext Context(PodState state, ContainerSlot slot, ContainerRun run, IPodNetwork network)
    {
        var image = run.Image.Content;
        var builder = new EnvironmentBuilder(context.Client, state, slot.Spec);
        var environment = builder.Build(image.Environment);
        return new ContainerContext
        {
            Image = slot.Spec.String("image") ?? "",
            PodNamespace = state.Pod.Namespace,
            PodName = state.Pod.Name,
            ContainerName = slot.Name,
            Arguments = Arguments(slot.Spec, image, builder.Lookup),
            WorkingDirectory = slot.Spec.String("workingDir") is { Length: > 0 } directory ? directory : image.WorkingDirectory,
            Environment = environment,
            Files = Files(state, slot.Spec, builder.Lookup),
            Output = new LogWriter(run.Log),
            Error = new LogWriter(run.Log),
            Input = run.Input?.Reader ?? TextReader.Null,
            Network = network,
            Time = context.Time,
            Signal = run.Signal,
        };
    }

    private static string[] Arguments(JsonMap container, ContainerImage image, Func<string, string?> valueOf)
    {
        var command = container.List("command").Strings().Select(a => VariableExpansion.Expand(a, valueOf)).ToList();
        var args = container.List("args").Strings().Select(a => VariableExpansion.Expand(a, valueOf)).ToList();
        if (command.Count > 0) return [.. command, .. args];
        return [.. image.Entrypoint, .. args.Count > 0 ? args : image.Command];
    }

    private static ContainerFiles Files(PodState state, JsonMap container, Func<string, string?> valueOf)
    {
        var mounts = new List<Mount>();
        foreach (var mount in container.List("volumeMounts").Maps())
        {
            if (state.Volumes?.Find(mount.String("name") ?? "") is not { } volume) continue;
            var subPath = mount.String("subPath") ?? VariableExpansion.Expand(mount.String("subPathExpr") ?? "", valueOf);
            mounts.Add(new Mount((mount.String("mountPath") ?? "").TrimEnd('/'), volume, subPath.Trim('/'), mount.Bool("readOnly") == true));
        }
        return new ContainerFiles(mounts, PodDns.HostsFile(state), PodDns.ResolvConf(PodDns.Settings(state)));
    }

    /// <summary>An id like a runtime's, made of what the run is, so that a repeated cluster has the same ones.</summary>
    private static string NewId(PodState state, ContainerSlot slot)
    {
        var attempt = slot.Current is null ? 0 : slot.Restarts + 1;
        var identity = string.Create(CultureInfo.InvariantCulture, $"{state.Pod.Uid}/{slot.Name}/{attempt}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity)));
    }
}
