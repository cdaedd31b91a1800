using HandsOn.Cluster.Api.Pods;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Scheduling.State;

/// <summary>A node and what the pods on it take, kept up to date with every pod that comes or goes (pkg/scheduler/framework/types.go, NodeInfo).</summary>
internal sealed class NodeInfo(string name)
{
    private readonly Dictionary<ObjectKey, PodInfo> pods = [];
    private readonly Dictionary<string, int> podsByController = new(StringComparer.Ordinal);
    private readonly List<HostPort> usedPorts = [];

    public string Name { get; } = name;

    /// <summary>The node; null while only pods that name it are known.</summary>
    public KubeObject? Node { get; private set; }

    public ResourceAmounts Allocatable { get; private set; } = new();

    public ResourceAmounts Requested { get; } = new();

    public IReadOnlyList<Taint> Taints { get; private set; } = [];

    public IReadOnlyCollection<PodInfo> Pods => pods.Values;

    public IReadOnlyList<HostPort> UsedPorts => usedPorts;

    public void SetNode(KubeObject? node)
    {
        Node = node;
        if (node is null) return;
        Allocatable = ResourceAmounts.From(node.Status.Map("allocatable"));
        Taints = [.. node.Spec.List("taints").Maps().Select(Taint.From)];
    }

    /// <summary>How many pods of that controller are here.</summary>
    public int CountOf(string controllerUid) => podsByController.GetValueOrDefault(controllerUid);

    public void Add(PodInfo pod)
    {
        if (!pods.TryAdd(pod.Key, pod)) return;
        Requested.Add(pod.Requests);
        usedPorts.AddRange(pod.HostPorts);
        if (pod.ControllerUid.Length > 0) podsByController[pod.ControllerUid] = CountOf(pod.ControllerUid) + 1;
    }

    public void Remove(PodInfo pod)
    {
        if (!pods.Remove(pod.Key)) return;
        Requested.Subtract(pod.Requests);
        foreach (var port in pod.HostPorts) usedPorts.Remove(port);
        if (pod.ControllerUid.Length == 0) return;
        if (CountOf(pod.ControllerUid) == 1) podsByController.Remove(pod.ControllerUid);
        else podsByController[pod.ControllerUid]--;
    }
}
