using System.Globalization;
using HandsOn.Cluster.Api.Pods;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Controllers.ReplicaSet;

/// <summary>Which pods go first when a ReplicaSet has too many (pkg/controller/controller_utils.go, ActivePodsWithRanks).</summary>
internal sealed class PodRanking : IComparer<KubeObject>
{
    private readonly Dictionary<string, int> podsOnNode;
    private readonly DateTimeOffset now;

    private PodRanking(IEnumerable<KubeObject> related, DateTimeOffset now)
    {
        this.now = now;
        podsOnNode = related.Where(p => p.IsActive()).CountBy(p => p.NodeName()).ToDictionary();
    }

    /// <summary>The pods to delete, those first that are missed least.</summary>
    /// <param name="related">The pods of all ReplicaSets of the same owner.</param>
    public static IEnumerable<KubeObject> ToDelete(IReadOnlyList<KubeObject> pods, IEnumerable<KubeObject> related, int count, DateTimeOffset now) =>
        count <= 0 ? [] : pods.Order(new PodRanking(related, now)).Take(count);

    /// <summary>Negative where the first pod goes before the second.</summary>
    public int Compare(KubeObject? x, KubeObject? y)
    {
        if (ReferenceEquals(x, y) || x is null || y is null) return 0;
        return FirstDifference(
            ByAssignment(x, y),
            Phase(x).CompareTo(Phase(y)),
            x.IsReady().CompareTo(y.IsReady()),
            DeletionCost(x).CompareTo(DeletionCost(y)),
            OnSameNode(y).CompareTo(OnSameNode(x)),
            x.IsReady() && y.IsReady() ? Younger(x.ReadySince(), y.ReadySince(), x, y) : 0,
            Restarts(y).CompareTo(Restarts(x)),
            Younger(x.CreationTimestamp, y.CreationTimestamp, x, y));
    }

    private static int FirstDifference(params ReadOnlySpan<int> results)
    {
        foreach (var result in results)
            if (result != 0) return result;
        return 0;
    }

    private static int ByAssignment(KubeObject x, KubeObject y) => (x.NodeName().Length > 0).CompareTo(y.NodeName().Length > 0);

    private static int Phase(KubeObject pod) => pod.Phase() switch { "Unknown" => 1, "Running" => 2, _ => 0 };

    private static int DeletionCost(KubeObject pod) => int.TryParse(
        pod.Annotations.String("controller.kubernetes.io/pod-deletion-cost"), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var cost) ? cost : 0;

    private int OnSameNode(KubeObject pod) => podsOnNode.GetValueOrDefault(pod.NodeName());

    private static long Restarts(KubeObject pod) =>
        pod.Status.List("containerStatuses").Maps().Select(c => c.Long("restartCount") ?? 0).DefaultIfEmpty().Max();

    /// <summary>The younger one goes first; ages are compared by magnitude, and within one magnitude the UID decides, which is as good as chance.</summary>
    private int Younger(DateTimeOffset? x, DateTimeOffset? y, KubeObject first, KubeObject second)
    {
        if (x == y) return 0;
        if (x is null || y is null) return x is null ? -1 : 1;
        var difference = Magnitude(x.Value).CompareTo(Magnitude(y.Value));
        return difference != 0 ? difference : string.CompareOrdinal(first.Uid, second.Uid);
    }

    private int Magnitude(DateTimeOffset since)
    {
        var nanoseconds = (now - since).Ticks * 100d;
        return nanoseconds > 0 ? (int)Math.Log2(nanoseconds) : -1;
    }
}
