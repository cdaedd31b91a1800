using System.Collections.Concurrent;
using HandsOn.Cluster.Server.Streams;

namespace HandsOn.Cluster.Kubelet;

/// <summary>The kubelets of a cluster by node.</summary>
internal sealed class Kubelets : IKubelets
{
    private readonly ConcurrentDictionary<string, NodeAgent> agents = new(StringComparer.Ordinal);

    public IEnumerable<NodeAgent> All => agents.Values;

    public IKubeletApi? For(string nodeName) => agents.GetValueOrDefault(nodeName)?.Api;

    public NodeAgent? Find(string nodeName) => agents.GetValueOrDefault(nodeName);

    public void Add(NodeAgent agent) => agents[agent.Settings.Name] = agent;

    public void Remove(string nodeName) => agents.TryRemove(nodeName, out _);
}
