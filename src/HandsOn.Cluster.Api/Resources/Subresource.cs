using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources;

/// <summary>A subresource, as discovery lists it: <c>pods/log</c>.</summary>
/// <param name="Name"><c>status</c>, <c>scale</c>, <c>log</c>, <c>exec</c>, <c>binding</c> ...</param>
/// <param name="Verbs">The verbs it has.</param>
/// <param name="Kind">The kind that it exchanges where that is not the resource's own (<c>autoscaling/v1 Scale</c>).</param>
/// <param name="Since">The first minor that has it.</param>
/// <param name="Until">The last minor that has it in this form.</param>
internal sealed record Subresource(
    string Name, IReadOnlyList<string> Verbs, GroupVersionKind? Kind = null, int Since = 0, int Until = int.MaxValue)
{
    public static readonly Subresource Status = new("status", ["get", "patch", "update"]);

    public static readonly Subresource Scale = new("scale", ["get", "patch", "update"], new("autoscaling", "v1", "Scale"));

    public bool IsServedBy(int minor) => minor >= Since && minor <= Until;
}
