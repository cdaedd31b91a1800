using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Pods;

/// <summary>A pod with what scheduling wants to know of it, read from its spec once.</summary>
internal sealed class PodInfo
{
    /// <summary>A pod whose affinity to other pods does not matter.</summary>
    public PodInfo(KubeObject pod)
        : this(pod, static _ => JsonMap.Empty) { }

    /// <param name="pod">The pod.</param>
    /// <param name="labelsOfNamespace">Gives the labels of a namespace, for affinity terms that select namespaces.</param>
    public PodInfo(KubeObject pod, Func<string, JsonMap> labelsOfNamespace)
    {
        Pod = pod;
        Key = pod.Key;
        Priority = pod.Spec.Long("priority") ?? 0;
        Requests = PodRequests.Of(pod.Spec);
        Tolerations = [.. pod.Spec.List("tolerations").Maps().Select(Toleration.From)];
        HostPorts = [.. HostPort.Of(pod.Spec)];
        ControllerUid = pod.Controller?.Uid ?? "";
        SpreadConstraints = [.. SpreadConstraint.Of(pod)];
        RequiredNodeTerms = pod.Spec.At("affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution") is null ? null :
            [.. pod.Spec.List("affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution", "nodeSelectorTerms").Maps().Select(NodeSelectorTerm.From)];
        PreferredNodeTerms =
            [.. pod.Spec.List("affinity", "nodeAffinity", "preferredDuringSchedulingIgnoredDuringExecution").Maps()
                .Select(t => (NodeSelectorTerm.From(t.Map("preference")), t.Long("weight") ?? 0))];
        RequiredAffinity = [.. PodTerm.Required(pod, "podAffinity", labelsOfNamespace)];
        RequiredAntiAffinity = [.. PodTerm.Required(pod, "podAntiAffinity", labelsOfNamespace)];
        PreferredAffinity =
        [
            .. PodTerm.Preferred(pod, "podAffinity", labelsOfNamespace),
            .. PodTerm.Preferred(pod, "podAntiAffinity", labelsOfNamespace).Select(t => t with { Weight = -t.Weight }),
        ];
    }

    public KubeObject Pod { get; }

    public ObjectKey Key { get; }

    public long Priority { get; }

    public ResourceAmounts Requests { get; }

    public IReadOnlyList<Toleration> Tolerations { get; }

    public IReadOnlyList<HostPort> HostPorts { get; }

    /// <summary>The ReplicaSet, Job ... that made the pod; empty for a pod of its own.</summary>
    public string ControllerUid { get; }

    public IReadOnlyList<SpreadConstraint> SpreadConstraints { get; }

    /// <summary>Null where the pod asks for none, which is not the same as an empty list: that matches nothing.</summary>
    public IReadOnlyList<NodeSelectorTerm>? RequiredNodeTerms { get; }

    public IReadOnlyList<(NodeSelectorTerm Term, long Weight)> PreferredNodeTerms { get; }

    public IReadOnlyList<PodTerm> RequiredAffinity { get; }

    public IReadOnlyList<PodTerm> RequiredAntiAffinity { get; }

    /// <summary>Preferred affinity, and preferred anti-affinity with negative weights.</summary>
    public IReadOnlyList<PodTerm> PreferredAffinity { get; }

    public bool Tolerates(Taint taint)
    {
        foreach (var toleration in Tolerations)
            if (toleration.Tolerates(taint)) return true;
        return false;
    }

    /// <summary>Whether node selector and required node affinity allow the node.</summary>
    public bool Selects(KubeObject node)
    {
        foreach (var (key, value) in Pod.Spec.Map("nodeSelector").Strings())
            if (node.Labels.String(key) != value) return false;
        return RequiredNodeTerms is null || RequiredNodeTerms.Any(t => t.Matches(node));
    }
}
