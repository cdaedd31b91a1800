using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Controllers.Deployment;

/// <summary>The ReplicaSets of a Deployment as they were at one moment, oldest first.</summary>
internal sealed class SetList
{
    public SetList(KubeObject deployment, IEnumerable<KubeObject> sets)
    {
        All = [.. sets.OrderBy(s => s.CreationTimestamp).ThenBy(s => s.Name, StringComparer.Ordinal)];
        New = All.FirstOrDefault(s => TemplateEquality.Same(s.Template(), deployment.Template()));
        Old = [.. All.Where(s => s.Uid != New?.Uid)];
    }

    public IReadOnlyList<KubeObject> All { get; }

    /// <summary>The one with the Deployment's present template.</summary>
    public KubeObject? New { get; }

    /// <summary>Those with other templates.</summary>
    public IReadOnlyList<KubeObject> Old { get; }

    public long Wanted => All.Sum(s => s.Replicas());

    public long Actual => Sum("replicas");

    public long Available => Sum("availableReplicas");

    public long Sum(string field) => All.Sum(s => s.Status.Long(field) ?? 0);

    /// <summary>Those that should have pods.</summary>
    public static IReadOnlyList<KubeObject> Active(IEnumerable<KubeObject> sets) => [.. sets.Where(s => s.Replicas() > 0)];
}
