using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Versions;

namespace HandsOn.Cluster.Kubelet;

/// <summary>A pod's status as its kubelet tells it (pkg/kubelet/kubelet_pods.go, generateAPIPodStatus).</summary>
internal static class PodStatusBuilder
{
    /// <param name="current">The pod as it is stored now; what the kubelet does not set is taken from it.</param>
    /// <param name="isEnding">Whether the pod is being ended.</param>
    public static JsonMap Build(PodState state, KubeObject current, bool isEnding, DateTimeOffset now, int minor)
    {
        var old = current.Status;
        var phase = old.String("phase") is PodPhase.Succeeded or PodPhase.Failed ? old.String("phase")! : PodPhase.Of(state, isEnding);
        var status = new JsonMapBuilder(18);
        if (minor >= SinceMinor.PodObservedGeneration && current.Generation > 0) status.Set("observedGeneration", current.Generation);
        status.Set("phase", phase);
        status.Set("conditions", PodConditions.Build(state, current, phase, now, minor));
        status.SetIfPresent("message", state.Failure?.Message ?? (phase == old.String("phase") ? old["message"] : null));
        status.SetIfPresent("reason", state.Failure?.Reason ?? (phase == old.String("phase") ? old["reason"] : null));
        var host = state.HostAddress.ToString();
        status.Set("hostIP", host);
        if (minor >= SinceMinor.PodHostIps) status.Set("hostIPs", JsonList.Of(JsonMap.Of(("ip", host))));
        if (state.Address?.ToString() is { } address)
        {
            status.Set("podIP", address);
            status.Set("podIPs", JsonList.Of(JsonMap.Of(("ip", address))));
        }
        if (state.StartTime is { } start) status.Set("startTime", Timestamps.Format(start));
        AddContainers(status, state, isEnding, minor);
        status.SetIfPresent("qosClass", old["qosClass"]);
        foreach (var (key, value) in old)
            if (!Known.Contains(key)) status.Set(key, value);
        if (minor >= SinceMinor.PodLevelResourceStatus) AddResources(status, state);
        return status.Build();
    }

    private static void AddContainers(JsonMapBuilder status, PodState state, bool isEnding, int minor)
    {
        if (state.InitContainers.Any()) status.Set("initContainerStatuses", ContainerStatuses.Build(state, state.InitContainers, isEnding, minor));
        var regular = state.Regular.OrderBy(c => c.Name, StringComparer.Ordinal);
        status.Set("containerStatuses", ContainerStatuses.Build(state, regular, isEnding, minor));
        var ephemeral = state.Containers.Where(c => c.Kind == ContainerKind.Ephemeral).ToList();
        if (ephemeral.Count > 0) status.Set("ephemeralContainerStatuses", ContainerStatuses.Build(state, ephemeral, isEnding, minor));
    }

    private static void AddResources(JsonMapBuilder status, PodState state)
    {
        var resources = PodResources.Of(state.Pod.Spec);
        status.SetIfPresent("allocatedResources", resources["requests"]);
        status.Set("resources", resources);
    }

    private static readonly HashSet<string> Known =
    [
        "observedGeneration", "phase", "conditions", "message", "reason", "hostIP", "hostIPs", "podIP", "podIPs", "startTime",
        "initContainerStatuses", "containerStatuses", "ephemeralContainerStatuses", "qosClass", "allocatedResources", "resources", "nominatedNodeName",
    ];
}
