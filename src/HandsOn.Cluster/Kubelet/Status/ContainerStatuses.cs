using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Versions;

namespace HandsOn.Cluster.Kubelet;

/// <summary>The statuses of containers (pkg/kubelet/kubelet_pods.go, convertToAPIContainerStatuses).</summary>
internal static class ContainerStatuses
{
    private static readonly JsonMap RootUser = JsonMap.Of(("linux", JsonMap.Of(("uid", 0), ("gid", 0), ("supplementalGroups", JsonList.Of(0L)))));

    /// <param name="containers">In the order of the spec; those of <c>containerStatuses</c> are sorted by name.</param>
    public static JsonList Build(PodState state, IEnumerable<ContainerSlot> containers, bool isEnding, int minor) =>
        JsonList.From(containers.Select(c => Status(state, c, isEnding, minor)));

    private static JsonMap Status(PodState state, ContainerSlot slot, bool isEnding, int minor)
    {
        var run = slot.Current;
        var waits = slot.Problem is not null && !isEnding;
        var last = waits ? slot.LastTerminated : slot.Previous;
        var image = run?.Image;
        var status = new JsonMapBuilder(14);
        status.Set("name", slot.Name);
        status.Set("state", waits ? Waiting(slot.Problem!) : State(state, run));
        status.Set("lastState", last is { IsRunning: false } ? Terminated(last) : JsonMap.Empty);
        status.Set("ready", slot.IsReady && !waits);
        status.Set("restartCount", slot.Restarts);
        status.Set("image", image?.Reference.ToString() ?? slot.Spec.String("image") ?? "");
        status.Set("imageID", image?.Id ?? "");
        if (run is not null) status.Set("containerID", ContainerId(run));
        status.Set("started", slot.IsStarted);
        if (minor >= SinceMinor.ContainerStatusUserAndResources && run is not null)
        {
            var resources = slot.Spec.Map("resources");
            status.SetIfPresent("allocatedResources", resources["requests"]);
            status.Set("resources", resources.Without("claims"));
        }
        if (minor >= SinceMinor.ContainerStatusMounts && slot.Spec.List("volumeMounts") is { Count: > 0 } mounts) status.Set("volumeMounts", Mounts(mounts));
        if (minor >= SinceMinor.ContainerStatusUserAndResources && run is not null) status.Set("user", RootUser);
        return status.Build();
    }

    private static JsonMap State(PodState state, ContainerRun? run)
    {
        if (run is null) return Waiting(new ContainerProblem(state.InitContainers.Any() ? "PodInitializing" : "ContainerCreating", ""));
        return run.IsRunning ? JsonMap.Of(("running", JsonMap.Of(("startedAt", Timestamps.Format(run.StartedAt))))) : Terminated(run);
    }

    private static JsonMap Waiting(ContainerProblem problem) =>
        JsonMap.Of(("waiting", JsonMap.Of(("reason", problem.Reason), ("message", problem.Message.Length == 0 ? null : problem.Message))));

    private static JsonMap Terminated(ContainerRun run) => JsonMap.Of(("terminated", JsonMap.Of(
        ("exitCode", run.ExitCode), ("reason", run.Reason), ("message", run.Message.Length == 0 ? null : run.Message),
        ("startedAt", Timestamps.Format(run.StartedAt)), ("finishedAt", Timestamps.Format(run.FinishedAt)), ("containerID", ContainerId(run)))));

    private static string ContainerId(ContainerRun run) => "containerd://" + run.Id;

    private static JsonList Mounts(JsonList mounts) => mounts.MapEach(m => JsonMap.Of(
        ("name", m["name"]), ("mountPath", m["mountPath"]), ("readOnly", m.Bool("readOnly") == true ? true : null),
        ("recursiveReadOnly", m.Bool("readOnly") == true ? "Disabled" : null)));
}
