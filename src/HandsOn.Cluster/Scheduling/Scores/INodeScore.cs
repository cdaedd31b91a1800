using HandsOn.Cluster.Api.Pods;
using HandsOn.Cluster.Scheduling.State;

namespace HandsOn.Cluster.Scheduling.Scores;

/// <summary>A preference among the nodes on which a pod could run (a Score plug-in of pkg/scheduler/framework/plugins).</summary>
internal interface INodeScore
{
    /// <summary>How much it counts beside the others.</summary>
    int Weight { get; }

    /// <summary>Raw scores in the order of the nodes; null where there is no preference.</summary>
    double[]? Score(PodInfo pod, IReadOnlyList<NodeInfo> nodes, ClusterState state);

    /// <summary>Whether raw scores are brought to 0..100 by the range that they have; otherwise they are in it already.</summary>
    bool IsRelative => true;
}
