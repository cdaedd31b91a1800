using HandsOn.Cluster.Api.Pods;
using HandsOn.Cluster.Controllers.Pods;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Controllers.DaemonSet;

/// <summary>The pod of a DaemonSet for one node (pkg/controller/daemon/util/daemonset_util.go).</summary>
internal static class DaemonPod
{
    public const string HashLabel = "controller-revision-hash";
    private const string GenerationLabel = "pod-template-generation";
    private const string GenerationAnnotation = "deprecated.daemonset.template.generation";

    private static readonly JsonMap[] Tolerations =
    [
        Toleration("not-ready", Taint.NoExecute),
        Toleration("unreachable", Taint.NoExecute),
        Toleration("disk-pressure", Taint.NoSchedule),
        Toleration("memory-pressure", Taint.NoSchedule),
        Toleration("pid-pressure", Taint.NoSchedule),
        Toleration("unschedulable", Taint.NoSchedule),
    ];

    public static KubeObject For(KubeObject set, string node, string hash)
    {
        var pod = PodTemplate.Instantiate(set).SetIn(hash, "metadata", "labels", HashLabel);
        if (set.Annotations.String(GenerationAnnotation) is { } generation) pod = pod.SetIn(generation, "metadata", "labels", GenerationLabel);
        return Bind(pod, node);
    }

    /// <summary>The pod as it would be on a node, for asking whether it fits there.</summary>
    public static PodInfo Probe(KubeObject set, string node) => new(Bind(PodTemplate.Instantiate(set), node));

    /// <summary>The node that the pod is meant for, be it bound already or not.</summary>
    public static string TargetNode(KubeObject pod)
    {
        if (pod.NodeName() is { Length: > 0 } bound) return bound;
        var terms = pod.Spec.List("affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution", "nodeSelectorTerms").Maps();
        return terms.SelectMany(t => t.List("matchFields").Maps()).FirstOrDefault(f => f.String("key") == "metadata.name")
            ?.List("values").Strings().FirstOrDefault() ?? "";
    }

    private static KubeObject Bind(KubeObject pod, string node)
    {
        string[] path = ["spec", "affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution", "nodeSelectorTerms"];
        var field = JsonMap.Of(("key", "metadata.name"), ("operator", "In"), ("values", JsonList.Of(node)));
        var terms = pod.Root.List(path);
        terms = terms.Count == 0 ? JsonList.Of(JsonMap.Of(("matchFields", JsonList.Of(field)))) : terms.MapEach(t => t.With("matchFields", JsonList.Of(field)));
        IEnumerable<JsonMap> added = pod.Spec.Bool("hostNetwork") == true
            ? [.. Tolerations, Toleration("network-unavailable", Taint.NoSchedule)]
            : Tolerations;
        var own = pod.Spec.List("tolerations").Maps().Where(t => !added.Any(a => a.String("key") == t.String("key") && a.String("effect") == t.String("effect")));
        return pod.SetIn(terms, path).SetIn(JsonList.From(own.Concat(added)), "spec", "tolerations");
    }

    private static JsonMap Toleration(string key, string effect) =>
        JsonMap.Of(("key", "node.kubernetes.io/" + key), ("operator", "Exists"), ("effect", effect));
}
