using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Server.Http.Pods;

/// <summary>The condition that says why a pod is about to go.</summary>
internal static class DisruptionTarget
{
    private const string Type = "DisruptionTarget";

    /// <summary>The pod with the condition, good for whatever version of it is stored.</summary>
    public static KubeObject Set(KubeObject pod, DateTimeOffset now)
    {
        pod = pod.RemoveIn("metadata", "resourceVersion");
        if (pod.HasCondition(Type)) return pod;
        var condition = JsonMap.Of(
            ("type", Type), ("status", "True"), ("lastTransitionTime", Timestamps.Format(now)),
            ("reason", "EvictionByEvictionAPI"), ("message", "Eviction API: evicting"));
        var others = pod.Status.List("conditions").Maps().Where(c => c.String("type") != Type);
        return pod.SetIn(JsonList.From(others.Append(condition)), "status", "conditions");
    }
}
