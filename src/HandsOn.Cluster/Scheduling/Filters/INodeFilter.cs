using HandsOn.Cluster.Api.Pods;
using HandsOn.Cluster.Scheduling.State;

namespace HandsOn.Cluster.Scheduling.Filters;

/// <summary>A reason for which a pod cannot run on a node (a Filter plug-in of pkg/scheduler/framework/plugins).</summary>
internal interface INodeFilter
{
    /// <summary>Which changes of the cluster may make a refused pod fit.</summary>
    ClusterChange Hints { get; }

    /// <summary>Looks at the pod once, before its nodes; gives null where the filter does not concern the pod.</summary>
    INodeCheck? Prepare(PodInfo pod, ClusterState state);
}

/// <summary>A filter that has looked at one pod.</summary>
internal interface INodeCheck
{
    /// <summary>Why the node will not do; nothing where it will.</summary>
    Refusal? Check(NodeInfo node);
}

/// <summary>Why a node will not do.</summary>
/// <param name="Reasons">In the words of events.</param>
/// <param name="IsFinal">Whether no preemption could help.</param>
internal sealed record Refusal(IReadOnlyList<string> Reasons, bool IsFinal)
{
    /// <summary>A node that will not do as long as its pods stay.</summary>
    public static Refusal Of(params IReadOnlyList<string> reasons) => new(reasons, IsFinal: false);

    /// <summary>A node that will not do whatever pods go.</summary>
    public static Refusal Final(string reason) => new([reason], IsFinal: true);
}

/// <summary>What happens in a cluster, as far as unschedulable pods care.</summary>
[Flags]
internal enum ClusterChange
{
    None = 0,
    Node = 1,
    PodGone = 2,
    PodPlacedOrRelabelled = 4,
}

/// <summary>A check that is a function.</summary>
internal sealed class NodeCheck(Func<NodeInfo, Refusal?> check) : INodeCheck
{
    public Refusal? Check(NodeInfo node) => check(node);
}
