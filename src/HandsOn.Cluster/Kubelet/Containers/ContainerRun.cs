using HandsOn.Workloads.Containers;

namespace HandsOn.Cluster.Kubelet;

/// <summary>One run of a container, from its start to its exit: the counterpart of a task of containerd.</summary>
internal sealed class ContainerRun(string id, LocalImage image, TimeProvider time)
{
    /// <summary>How long a start waits for a program that computes before it first gives way.</summary>
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(1);

    /// <summary>The exit code of a process that was ended by SIGKILL.</summary>
    private const int Killed = 137;

    /// <summary>The exit code of a process that was ended by SIGTERM.</summary>
    private const int Terminated = 143;

    private readonly CancellationTokenSource stopping = new();
    private readonly TaskCompletionSource exit = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock gate = new();
    private ITimer? killTimer;
    private DateTimeOffset killAt = DateTimeOffset.MaxValue;

    /// <summary>The id, without the runtime's prefix.</summary>
    public string Id { get; } = id;

    public LocalImage Image { get; } = image;

    public ContainerLog Log { get; } = new(time);

    /// <summary>The input that the process reads; null where it has none.</summary>
    public StandardInput? Input { get; init; }

    /// <summary>What the program was given; null where it never started.</summary>
    public ContainerContext? Context { get; private set; }

    public DateTimeOffset StartedAt { get; private set; } = time.GetUtcNow();

    public DateTimeOffset FinishedAt { get; private set; }

    public int ExitCode { get; private set; }

    /// <summary><c>Completed</c>, <c>Error</c> or what went wrong.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>The termination message.</summary>
    public string Message { get; private set; } = "";

    /// <summary>Gives the termination message when the process has ended.</summary>
    public Func<string>? LastWords { get; set; }

    public bool IsRunning => !exit.Task.IsCompleted;

    /// <summary>Whether the postStart hook, if there is one, is over.</summary>
    public bool IsHooked { get; set; }

    /// <summary>Whether the container has been asked to stop.</summary>
    public bool IsStopping { get; private set; }

    /// <summary>By when a stopping container will be gone.</summary>
    public DateTimeOffset StopDeadline { get; set; }

    /// <summary>Completes when the process has ended, however it did.</summary>
    public Task Exited => exit.Task;

    /// <summary>Starts the program and waits until it first gives way, so that what it does at once (listening) is done.</summary>
    public async ValueTask StartAsync(IContainerProgram program, ContainerContext context)
    {
        Context = context;
        var underWay = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _ = Task.Run(() => RunAsync(program, context, underWay));
        try
        {
            await underWay.Task.WaitAsync(StartPatience, time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // It computes; that does not keep it from being a running process.
        }
    }

    /// <summary>A run that never was: the runtime could not start the process.</summary>
    public void FailToStart(string message)
    {
        StartedAt = DateTimeOffset.UnixEpoch;
        Exit(128, "StartError", message);
    }

    /// <summary>SIGTERM, and SIGKILL after the grace period. Asked again with less grace, the earlier end counts.</summary>
    public void Stop(TimeSpan grace)
    {
        lock (gate)
        {
            IsStopping = true;
            var at = time.GetUtcNow() + grace;
            if (!IsRunning || at >= killAt) return;
            killAt = at;
            killTimer?.Dispose();
            killTimer = time.CreateTimer(_ => Exit(Killed, "Error", ""), null, grace, Timeout.InfiniteTimeSpan);
        }
        Signal();
    }

    /// <summary>SIGTERM alone. What the program does about it is not this thread's affair.</summary>
    public void Signal() => _ = Task.Run(() => stopping.Cancel(throwOnFirstException: false));

    /// <summary>Ends the run without grace: its node stops.</summary>
    public void Abandon() => Exit(Killed, "Error", "");

    /// <summary>Notes that the container will be stopped, once its preStop hook is over.</summary>
    public bool TryBeginStop()
    {
        lock (gate)
        {
            if (IsStopping || !IsRunning) return false;
            return IsStopping = true;
        }
    }

    private async Task RunAsync(IContainerProgram program, ContainerContext context, TaskCompletionSource underWay)
    {
        try
        {
            var running = program.RunAsync(context, stopping.Token);
            if (!running.IsFaulted) underWay.TrySetResult();
            Exit(await running.ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            Exit(Terminated, "Error", "");
        }
        catch (ExecutableNotFoundException missing)
        {
            FailToStart("failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: "
                + $"unable to start container process: error during container init: {missing.Message}");
        }
        catch (Exception crash)
        {
            // A program that throws is a process that crashes: its last words are in its log.
            context.Error.WriteLine(crash.ToString());
            Exit(1, "Error", "");
        }
        finally
        {
            underWay.TrySetResult();
        }
    }

    private void Exit(int code) => Exit(code, code == 0 ? "Completed" : "Error", "");

    private void Exit(int code, string reason, string message)
    {
        lock (gate)
        {
            if (!IsRunning) return;
            ExitCode = code;
            Reason = reason;
            FinishedAt = time.GetUtcNow();
            killTimer?.Dispose();
            Context?.Finish();
            Message = message.Length > 0 ? message : LastWords?.Invoke() ?? "";
            Log.Close();
            exit.TrySetResult();
        }
        stopping.Cancel();
    }
}
