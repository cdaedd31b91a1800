using System.Text;
using HandsOn.Cluster.Server.Streams;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Objects;
using HandsOn.Workloads.Containers;

namespace HandsOn.Cluster.Kubelet;

/// <summary>What a kubelet answers to the API server (pkg/kubelet/server; pkg/kubelet/kubelet_pods.go, validateContainerLogStatus).</summary>
/// <param name="find">Finds what the node knows of a pod.</param>
internal sealed class KubeletApi(Func<KubeObject, PodState?> find) : IKubeletApi
{
    private static readonly LogOptions FromNowOn = new() { Follow = true, TailLines = 0 };

    public Task WriteLogsAsync(KubeObject pod, string container, LogOptions options, Stream target, CancellationToken cancellation)
    {
        var slot = Slot(pod, container) ?? throw StatusErrors.BadRequest($"container {Show(container)} in pod {Show(pod.Name)} is not available");
        var run = options.Previous ? slot.LastTerminated : slot.IsWaiting ? slot.LastTerminated : slot.Current;
        if (run is null) throw StatusErrors.BadRequest(options.Previous
            ? $"previous terminated container {Show(container)} in pod {Show(pod.Name)} not found"
            : $"container {Show(container)} in pod {Show(pod.Name)} is waiting to start: {Reason(pod, slot)}");
        return LogStreaming.WriteAsync(run.Log, options, target, cancellation);
    }

    public async Task<int> ExecAsync(KubeObject pod, string container, IReadOnlyList<string> command, ExecStreams streams, CancellationToken cancellation)
    {
        var run = Running(pod, container);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var input = streams.Input is { } source ? new StreamReader(source, leaveOpen: true) : TextReader.Null;
        await using var output = Writer(streams.Output);
        await using var error = streams.Error is null && streams.Tty ? output : Writer(streams.Error);
        try
        {
            var running = ContainerExec.RunAsync(run, command, input, output, error, ending.Token);
            if (await Task.WhenAny(running, run.Exited).ConfigureAwait(false) == running) return await running.ConfigureAwait(false);
            // The container went, and what runs in it with it.
            await ending.CancelAsync().ConfigureAwait(false);
            return 137;
        }
        catch (ExecutableNotFoundException missing)
        {
            throw StatusErrors.Internal("error executing command in container: failed to exec in container: failed to start exec "
                + $"{Show(run.Id)}: OCI runtime exec failed: exec failed: unable to start container process: {missing.Message}: unknown");
        }
    }

    public async Task AttachAsync(KubeObject pod, string container, ExecStreams streams, CancellationToken cancellation)
    {
        var run = Running(pod, container);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        // Shown before anything is typed, so that no answer is missed.
        var showing = LogStreaming.WriteAsync(run.Log, FromNowOn, streams.Output ?? Stream.Null, cancellation);
        var feeding = streams.Input is { } source && run.Input is { } input ? input.CopyAsync(source, ending.Token) : Task.CompletedTask;
        try
        {
            await showing.ConfigureAwait(false);
        }
        finally
        {
            await ending.CancelAsync().ConfigureAwait(false);
            // Input that breaks off ends with the connection, which the output tells of.
            await feeding.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public ValueTask<Stream> ConnectAsync(KubeObject pod, int port, CancellationToken cancellation) =>
        find(pod)?.Sandbox is { } sandbox
            ? sandbox.Network.ConnectAsync("127.0.0.1", port, cancellation)
            : throw new IOException($"pod {Show(pod.Name)} is not running");

    /// <summary>Containers that have ended are not found any more: clients then show the log instead (pkg/kubelet/kubelet_pods.go, GetAttach).</summary>
    private ContainerRun Running(KubeObject pod, string container) => Slot(pod, container)?.Current is { IsRunning: true } run
        ? run
        : throw StatusErrors.Internal($"unable to upgrade connection: container not found ({Show(container)})");

    private ContainerSlot? Slot(KubeObject pod, string container) => find(pod)?.Find(container);

    private static string Reason(KubeObject pod, ContainerSlot slot) => slot.Problem?.Reason switch
    {
        "ErrImagePull" => "image can't be pulled",
        "ImagePullBackOff" => "trying and failing to pull image",
        { } reason => reason,
        null => pod.Spec.List("initContainers").Count > 0 ? "PodInitializing" : "ContainerCreating",
    };

    private static TextWriter Writer(Stream? target) => target is null
        ? TextWriter.Null
        : TextWriter.Synchronized(new StreamWriter(target, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { AutoFlush = true });

    private static string Show(string text) => FieldErrors.Show(text);
}
