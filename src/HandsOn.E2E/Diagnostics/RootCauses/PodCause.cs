using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.E2E.Diagnostics.RootCauses;

/// <summary>Why a pod is not ready, from its conditions, its containers' states and its events.</summary>
internal static class PodCause
{
    /// <summary>The cause, or <see langword="null"/> where the pod is ready or has ended well.</summary>
    public static Cause? Of(ClusterState state, KubeObject pod)
    {
        var phase = pod.Status.String("phase") ?? "Pending";
        if (pod.HasCondition("Ready") && !pod.IsTerminating || phase == "Succeeded") return null;
        if (pod.IsTerminating) return Cause.In(pod, "", $"pod {pod.Name} is still being deleted");
        if (pod.Condition("PodScheduled") is { } scheduled && scheduled.String("status") == "False") return Unscheduled(pod, scheduled);
        if (phase == "Failed" && pod.Status.String("message") is { } why) return Cause.In(pod, "", $"pod {pod.Name} has failed: {RootCause.Clause(why)}");
        foreach (var list in new[] { "initContainer", "container" })
            foreach (var status in pod.Status.List(list + "Statuses").Maps())
                if (status.Bool("ready") != true && ContainerCause(state, pod, status, FieldOf(pod, list + "s", status)) is { } cause) return cause;
        if ((pod.Spec.String("nodeName") ?? "").Length == 0) return Cause.In(pod, "", $"pod {pod.Name} is Pending, no scheduler has looked at it yet");
        return Cause.In(pod, "", $"pod {pod.Name} is {phase} but not ready" + (state.Warning(pod) is { } warning ? $": {RootCause.Clause(warning)}" : ""));
    }

    /// <summary>The cause that a container of a pod waits for, named by the list that it stands in.</summary>
    public static Cause OfWaiting(ClusterState state, KubeObject pod, string list, JsonMap status) =>
        Waiting(state, pod, status, status.Map("state", "waiting"), FieldOf(pod, list, status));

    private static Cause Unscheduled(KubeObject pod, JsonMap condition)
    {
        var message = FirstSentence(condition.String("message") ?? condition.String("reason") ?? "it is not scheduled");
        var field = new[] { "memory", "cpu", "ephemeral-storage" }.FirstOrDefault(r => message.Contains("Insufficient " + r, StringComparison.Ordinal)) is { } resource
            ? $"spec.containers[0].resources.requests.{resource}"
            : "spec";
        return Cause.In(pod, field, $"pod {pod.Name} is Pending, {message}");
    }

    private static string FieldOf(KubeObject pod, string list, JsonMap status) =>
        $"spec.{list}[{pod.Spec.List(list).Maps().TakeWhile(c => c.String("name") != status.String("name")).Count()}]";

    private static Cause? ContainerCause(ClusterState state, KubeObject pod, JsonMap status, string field)
    {
        var container = status.String("name") ?? "";
        if (status.At("state", "waiting") is JsonMap waiting) return Waiting(state, pod, status, waiting, field);
        if (status.At("state", "terminated") is JsonMap ended)
            return ended.Long("exitCode") == 0 ? null : Cause.In(pod, field, $"container {container} of pod {pod.Name} ended with {Ending(ended)}");
        return state.Warning(pod, "Unhealthy") is { } unhealthy
            ? Cause.In(pod, field + ".readinessProbe", $"container {container} of pod {pod.Name} runs but is not ready: {RootCause.Clause(unhealthy)}")
            : null;
    }

    private static Cause Waiting(ClusterState state, KubeObject pod, JsonMap status, JsonMap waiting, string field) => waiting.String("reason") switch
    {
        "ErrImagePull" or "ImagePullBackOff" or "InvalidImageName" or "ErrImageNeverPull" => Cause.In(pod, field + ".image",
            $"pod {pod.Name} cannot have image {status.String("image")}: {PullError(state, pod, status) ?? RootCause.Clause(waiting.String("message") ?? waiting.String("reason")!)}"),
        "CrashLoopBackOff" => Cause.In(pod, field, $"container {status.String("name")} of pod {pod.Name} ends again and again, last with {Ending(status.Map("lastState", "terminated"))}"),
        "ContainerCreating" or "PodInitializing" when state.Warning(pod, "FailedMount", "FailedAttachVolume", "FailedCreatePodSandBox") is { } mount =>
            Cause.In(pod, "spec.volumes", $"pod {pod.Name} cannot start: {RootCause.Clause(mount)}"),
        var reason => Cause.In(pod, field, $"pod {pod.Name} is waiting{(reason is null ? "" : $", {reason}")}" + (waiting.String("message") is { } message ? $": {RootCause.Clause(message)}" : "")),
    };

    private static string Ending(JsonMap ended) =>
        $"exit code {ended.Long("exitCode") ?? 0}" + ((ended.String("message") ?? ended.String("reason")) is { Length: > 0 } and not "Error" and var why ? $" ({RootCause.Clause(why)})" : "");

    /// <summary>The kubelet's newest event about a pull that has failed: the state may say only that it is backing off.</summary>
    public static string? PullError(ClusterState state, KubeObject pod, JsonMap status)
    {
        var image = status.String("image") ?? "";
        var mark = $"Failed to pull image \"{image}\": ";
        return state.EventsAbout(pod).Select(e => e.Root.String("message") ?? "")
            .Where(m => m.Contains(mark, StringComparison.Ordinal)).Select(m => RootCause.Clause(m[(m.IndexOf(mark, StringComparison.Ordinal) + mark.Length)..])).FirstOrDefault();
    }

    // "0/1 nodes are available: 1 Insufficient memory. preemption: ..." ends where preemption begins.
    private static string FirstSentence(string message) =>
        RootCause.Clause(message.IndexOf(". ", StringComparison.Ordinal) is var end and > 0 ? message[..end] : message);
}
