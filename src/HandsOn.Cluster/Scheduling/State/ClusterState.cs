using HandsOn.Cluster.Api.Pods;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Scheduling.State;

/// <summary>
/// What the scheduler knows of nodes and of the pods on them, in the order of the nodes' names. A pod counts from the moment
/// it is assumed, before its binding is written (pkg/scheduler/backend/cache/cache.go). Used by one thread at a time.
/// </summary>
internal sealed class ClusterState
{
    private readonly SortedDictionary<string, NodeInfo> nodes = new(StringComparer.Ordinal);
    private readonly Dictionary<ObjectKey, (PodInfo Pod, string Node)> placed = [];
    private NodeInfo[]? ready;

    public ClusterState() => Counts = new PodCounts(nodes);

    public PodCounts Counts { get; }

    public AntiAffinityTerms AntiAffinity { get; } = new();

    /// <summary>The nodes that exist.</summary>
    public IReadOnlyList<NodeInfo> Nodes => ready ??= [.. nodes.Values.Where(n => n.Node is not null)];

    public NodeInfo? Find(string node) => nodes.GetValueOrDefault(node);

    public void SetNode(KubeObject node)
    {
        Info(node.Name).SetNode(node);
        ready = null;
    }

    public void RemoveNode(string name)
    {
        if (!nodes.TryGetValue(name, out var info)) return;
        info.SetNode(null);
        if (info.Pods.Count == 0) nodes.Remove(name);
        ready = null;
    }

    /// <summary>Puts a pod on a node; a pod that is there already is replaced.</summary>
    public void Place(PodInfo pod, string node)
    {
        Remove(pod.Key);
        placed[pod.Key] = (pod, node);
        Info(node).Add(pod);
        Counts.Change(pod, node, 1);
        AntiAffinity.Change(pod, node, 1);
    }

    /// <summary>Whether the pod was on a node.</summary>
    public bool Remove(ObjectKey key)
    {
        if (!placed.Remove(key, out var place)) return false;
        var info = nodes[place.Node];
        info.Remove(place.Pod);
        Counts.Change(place.Pod, place.Node, -1);
        AntiAffinity.Change(place.Pod, place.Node, -1);
        if (info.Node is null && info.Pods.Count == 0) nodes.Remove(place.Node);
        return true;
    }

    /// <summary>The pod as it was placed, or null.</summary>
    public PodInfo? Placed(ObjectKey key) => placed.TryGetValue(key, out var place) ? place.Pod : null;

    private NodeInfo Info(string name)
    {
        if (!nodes.TryGetValue(name, out var info)) nodes[name] = info = new NodeInfo(name);
        return info;
    }
}
