using HandsOn.Cluster.Api.Pods;
using HandsOn.Cluster.Scheduling.State;

namespace HandsOn.Cluster.Scheduling.Filters;

/// <summary>The node has a taint that the pod does not tolerate (plugins/tainttoleration).</summary>
internal sealed class TaintTolerationFilter(int minor) : INodeFilter
{
    public ClusterChange Hints => ClusterChange.Node;

    public INodeCheck Prepare(PodInfo pod, ClusterState state) => new NodeCheck(node =>
    {
        foreach (var taint in node.Taints)
            if (taint.Effect is Taint.NoSchedule or Taint.NoExecute && !pod.Tolerates(taint)) return Refusal.Final(Words(taint));
        return null;
    });

    private string Words(Taint taint) => minor switch
    {
        >= 35 => "node(s) had untolerated taint(s)",
        >= 24 => $"node(s) had untolerated taint {{{taint.Key}: {taint.Value}}}",
        _ => $"node(s) had taint {{{taint.Key}: {taint.Value}}}, that the pod didn't tolerate",
    };
}
