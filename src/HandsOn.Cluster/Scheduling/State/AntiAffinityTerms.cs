using HandsOn.Cluster.Api.Pods;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Scheduling.State;

/// <summary>The required anti-affinity of the pods that already run: each distinct term once, with how many pods of a node have it.</summary>
internal sealed class AntiAffinityTerms
{
    private readonly Dictionary<PodTerm, Dictionary<string, int>> terms = [];

    public void Change(PodInfo pod, string node, int by)
    {
        foreach (var term in pod.RequiredAntiAffinity)
        {
            if (!terms.TryGetValue(term, out var byNode)) terms[term] = byNode = new Dictionary<string, int>(StringComparer.Ordinal);
            var count = byNode.GetValueOrDefault(node) + by;
            if (count > 0) byNode[node] = count;
            else byNode.Remove(node);
            if (byNode.Count == 0) terms.Remove(term);
        }
    }

    /// <summary>The topology key and the nodes of every term that does not want this pod near.</summary>
    public IEnumerable<(string TopologyKey, IEnumerable<string> Nodes)> Against(KubeObject pod) =>
        terms.Where(t => t.Key.Pods.Matches(pod)).Select(t => (t.Key.TopologyKey, t.Value.Keys.AsEnumerable()));
}
