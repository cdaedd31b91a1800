using HandsOn.E2E.Diagnostics.RootCauses;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.E2E.Diagnostics.Finality;

/// <summary>Why a pod can never be ready.</summary>
internal static class FinalPod
{
    private static readonly HashSet<string> Signs = ["ErrImagePull", "ImagePullBackOff", "InvalidImageName"];

    /// <summary>True where a container waits for a reason that may be final, or the pod has ended.</summary>
    public static bool IsSign(KubeObject pod) =>
        HasEnded(pod) && pod.Controller is null || Waiting(pod).Any(w => Signs.Contains(w.State.String("reason") ?? ""));

    /// <summary>The cause; none of a pod that its controller is going to remove anyway.</summary>
    public static Cause? Of(ClusterState state, KubeObject pod)
    {
        if (!IsSign(pod) || !StayingPods.Stays(state, pod)) return null;
        if (HasEnded(pod)) return Ended(state, pod);
        foreach (var (list, status, waiting) in Waiting(pod).Where(w => Signs.Contains(w.State.String("reason") ?? "")))
            if (waiting.String("reason") == "InvalidImageName" || FinalPull.Is(state, pod, status)) return PodCause.OfWaiting(state, pod, list, status);
        return null;
    }

    /// <summary>The cause of the first pod of a controller that can never be ready, by name.</summary>
    public static Cause? FirstOf(ClusterState state, KubeObject controller) => state.ControlledBy("Pod", controller)
        .OrderBy(p => p.Name, StringComparer.Ordinal).Select(p => Of(state, p)).FirstOrDefault(c => c is not null);

    // A pod that has ended stays so: only a controller would make another (pkg/kubelet/kubelet_pods.go, getPhase).
    private static bool HasEnded(KubeObject pod) => pod.Status.String("phase") is "Failed" or "Succeeded";

    private static Cause Ended(ClusterState state, KubeObject pod) =>
        PodCause.Of(state, pod) ?? Cause.In(pod, "", $"pod {pod.Name} has ended and will not be started again");

    private static IEnumerable<(string List, JsonMap Status, JsonMap State)> Waiting(KubeObject pod) =>
        from list in new[] { "initContainer", "container" }
        from status in pod.Status.List(list + "Statuses").Maps()
        where status.At("state", "waiting") is JsonMap
        select (list + "s", status, status.Map("state", "waiting"));
}
