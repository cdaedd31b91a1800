using HandsOn.Cluster.Api.Pods;
using HandsOn.Cluster.Scheduling.Filters;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Scheduling.Queue;

/// <summary>
/// The pods that wait for a node: those to try, by priority and then by age, and those that no node would take, until
/// something happens that may change that (pkg/scheduler/backend/queue). Used by one thread at a time.
/// </summary>
internal sealed class SchedulingQueue
{
    private readonly SortedSet<Waiting> active = new(Waiting.Order);
    private readonly Dictionary<ObjectKey, Waiting> byKey = [];
    private readonly Dictionary<ObjectKey, ClusterChange> refused = [];
    private long sequence;

    /// <summary>Puts a pod in, or its newer version in its place.</summary>
    public void Add(PodInfo pod)
    {
        refused.Remove(pod.Key);
        var place = byKey.Remove(pod.Key, out var earlier) ? earlier.Sequence : ++sequence;
        if (earlier is not null) active.Remove(earlier);
        active.Add(byKey[pod.Key] = new Waiting(pod, place));
    }

    public void Remove(ObjectKey key)
    {
        refused.Remove(key);
        if (byKey.Remove(key, out var waiting)) active.Remove(waiting);
    }

    /// <summary>The pod to try now, which stays known until it is placed or removed; null where there is none.</summary>
    public PodInfo? Take()
    {
        if (active.Min is not { } first) return null;
        active.Remove(first);
        return first.Pod;
    }

    /// <summary>No node takes the pod; it comes back after one of these changes.</summary>
    public void Refuse(PodInfo pod, ClusterChange hints)
    {
        if (byKey.TryGetValue(pod.Key, out var waiting) && ReferenceEquals(waiting.Pod, pod)) refused[pod.Key] = hints;
    }

    /// <summary>Brings back the refused pods for which the change may matter.</summary>
    public void Happened(ClusterChange change)
    {
        if (refused.Count == 0) return;
        foreach (var (key, hints) in refused.ToList())
        {
            if ((hints & change) == 0) continue;
            refused.Remove(key);
            active.Add(byKey[key]);
        }
    }

    private sealed record Waiting(PodInfo Pod, long Sequence)
    {
        public static readonly IComparer<Waiting> Order = Comparer<Waiting>.Create((a, b) =>
            a.Pod.Priority != b.Pod.Priority ? b.Pod.Priority.CompareTo(a.Pod.Priority) : a.Sequence.CompareTo(b.Sequence));
    }
}
