using System.Collections.Concurrent;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Controllers.Endpoints;

/// <summary>
/// Since when the endpoints of a Service should be different: the earliest change of a pod's readiness that has not been
/// accounted for (staging/src/k8s.io/endpointslice/util/trigger_time_tracker.go).
/// </summary>
internal sealed class TriggerTimes
{
    private readonly ConcurrentDictionary<ObjectKey, State> states = [];

    /// <summary>The time of the change that the endpoints now follow; null where nothing has changed that has a time.</summary>
    public DateTimeOffset? Next(KubeObject service, IEnumerable<KubeObject> pods)
    {
        var known = states.TryGetValue(service.Key, out var last);
        var times = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        DateTimeOffset? earliest = null;
        foreach (var pod in pods)
        {
            if (Timestamps.Parse(pod.Condition("Ready")?.String("lastTransitionTime")) is not { } time) continue;
            times[pod.Name] = time;
            if (last is null || !last.Pods.TryGetValue(pod.Name, out var before) || time > before) earliest = Earlier(earliest, time);
        }
        if (service.CreationTimestamp is { } created && (last is null || created > last.Service)) earliest = Earlier(earliest, created);
        states[service.Key] = new State(service.CreationTimestamp ?? default, times);
        return known ? earliest : service.CreationTimestamp;
    }

    public void Forget(ObjectKey service) => states.TryRemove(service, out _);

    private static DateTimeOffset Earlier(DateTimeOffset? one, DateTimeOffset other) => one is null || other < one ? other : one.Value;

    private sealed record State(DateTimeOffset Service, Dictionary<string, DateTimeOffset> Pods);
}
