using System.Globalization;
using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>
/// A pod's container statuses in one line: how many are ready, one word for the state, restarts
/// (pkg/printers/internalversion/printers.go, printPod).
/// </summary>
internal sealed class PodSummary
{
    private static readonly JsonList Succeeded = Completed("Succeeded", "The pod has completed successfully.");
    private static readonly JsonList Failed = Completed("Failed", "The pod failed.");

    private readonly KubeObject pod;
    private readonly HashSet<string> sidecars;
    private long ready;
    private long restarts;
    private DateTimeOffset? lastRestart;
    private long sidecarRestarts;
    private DateTimeOffset? lastSidecarRestart;

    private PodSummary(KubeObject pod)
    {
        this.pod = pod;
        sidecars =
        [
            .. pod.Spec.List("initContainers").Maps()
                .Where(c => c.String("restartPolicy") == "Always").Select(c => c.String("name") ?? ""),
        ];
        Reason = Judge();
    }

    /// <summary>Ready containers of all that run side by side: <c>1/2</c>.</summary>
    public string Ready => $"{ready}/{pod.Spec.List("containers").Count + sidecars.Count}";

    /// <summary>The state in one word: <c>Running</c>, <c>CrashLoopBackOff</c>, <c>Init:0/1</c>, <c>Terminating</c>.</summary>
    public string Reason { get; }

    public static PodSummary Of(KubeObject pod) => new(pod);

    /// <summary>Restarts, and when the last one was: <c>1 (5s ago)</c>.</summary>
    public string RestartsAt(DateTimeOffset now) =>
        restarts > 0 && lastRestart is { } last
            ? $"{restarts} ({HumanDuration.Format(now - last)} ago)"
            : restarts.ToString(CultureInfo.InvariantCulture);

    /// <summary>The conditions of the row of a pod that has ended; null for the others.</summary>
    public static JsonList? Completion(KubeObject pod) => pod.Status.String("phase") switch
    {
        "Succeeded" => Succeeded,
        "Failed" => Failed,
        _ => null,
    };

    private string Judge()
    {
        var phase = pod.Status.String("phase") ?? "";
        var reason = pod.Status.String("reason") is { Length: > 0 } said ? said : phase;
        if (pod.Condition("PodScheduled")?.String("reason") == "SchedulingGated") reason = "SchedulingGated";
        var waits = Initializing();
        if (waits is not null) reason = waits;
        if (waits is null || pod.HasCondition("Initialized")) reason = Containers(reason);
        if (!pod.IsTerminating) return reason;
        if (pod.Status.String("reason") == "NodeLost") return "Unknown";
        return phase is "Failed" or "Succeeded" ? reason : "Terminating";
    }

    /// <summary>The state of the first init container that has not ended well; null where there is none.</summary>
    private string? Initializing()
    {
        var index = 0;
        foreach (var status in pod.Status.List("initContainerStatuses").Maps())
        {
            var isSidecar = sidecars.Contains(status.String("name") ?? "");
            Restarted(status, ref restarts, ref lastRestart);
            if (isSidecar) Restarted(status, ref sidecarRestarts, ref lastSidecarRestart);
            var terminated = status.At("state", "terminated") as JsonMap;
            var waiting = status.String("state", "waiting", "reason") ?? "";
            if (terminated is not null && (terminated.Long("exitCode") ?? 0) == 0)
            {
                index++;
                continue;
            }
            if (isSidecar && status.Bool("started") == true)
            {
                if (status.Bool("ready") == true) ready++;
                index++;
                continue;
            }
            if (terminated is not null) return "Init:" + Ended(terminated);
            return waiting.Length > 0 && waiting != "PodInitializing"
                ? "Init:" + waiting
                : $"Init:{index}/{pod.Spec.List("initContainers").Count}";
        }
        return null;
    }

    private string Containers(string reason)
    {
        (restarts, lastRestart) = (sidecarRestarts, lastSidecarRestart);
        var hasRunning = false;
        var error = "";
        foreach (var status in pod.Status.List("containerStatuses").Maps().Reverse())
        {
            Restarted(status, ref restarts, ref lastRestart);
            var waiting = status.String("state", "waiting", "reason") ?? "";
            if (waiting.Length > 0) reason = waiting;
            else if (status.At("state", "terminated") is JsonMap terminated)
            {
                reason = Ended(terminated);
                if ((terminated.Long("exitCode") ?? 0) != 0) error = reason;
            }
            else if (status.Bool("ready") == true && status.At("state", "running") is not null)
            {
                hasRunning = true;
                ready++;
            }
        }
        if (reason != "Completed") return reason;
        if (hasRunning && pod.HasCondition("Ready")) return "Running";
        if (error.Length > 0) return error;
        return hasRunning ? "NotReady" : reason;
    }

    private static JsonList Completed(string phase, string message) =>
        JsonList.Of(JsonMap.Of(("type", "Completed"), ("status", "True"), ("reason", phase), ("message", message)));

    private static string Ended(JsonMap terminated)
    {
        if (terminated.String("reason") is { Length: > 0 } reason) return reason;
        return terminated.Long("signal") is { } signal and not 0 ? $"Signal:{signal}" : $"ExitCode:{terminated.Long("exitCode") ?? 0}";
    }

    private static void Restarted(JsonMap status, ref long count, ref DateTimeOffset? last)
    {
        count += status.Long("restartCount") ?? 0;
        if (Timestamps.Parse(status.String("lastState", "terminated", "finishedAt")) is { } ended && (last is null || last < ended))
            last = ended;
    }
}
