using HandsOn.Cluster.Api.Pods;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Controllers.DaemonSet;

/// <summary>Whether a DaemonSet's pod should start on a node, and whether one that is there may stay (NodeShouldRunDaemonPod).</summary>
internal readonly record struct DaemonPlacement(bool ShouldRun, bool MayStay)
{
    public static DaemonPlacement Of(KubeObject set, KubeObject node)
    {
        var pod = DaemonPod.Probe(set, node.Name);
        if (pod.Pod.Spec.String("nodeName") is { Length: > 0 } name && name != node.Name || !pod.Selects(node)) return default;
        var untolerated = node.Spec.List("taints").Maps().Select(Taint.From).Where(t => !pod.Tolerates(t)).ToList();
        return new(
            untolerated.All(t => t.Effect is not (Taint.NoSchedule or Taint.NoExecute)),
            untolerated.All(t => t.Effect != Taint.NoExecute));
    }
}
