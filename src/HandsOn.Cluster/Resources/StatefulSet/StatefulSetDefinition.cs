using HandsOn.Cluster.Resources.Tables;
using HandsOn.Kubernetes.Json;

namespace HandsOn.Cluster.Resources.StatefulSet;

/// <summary>A StatefulSet (pkg/registry/apps/statefulset/strategy.go).</summary>
internal sealed class StatefulSetDefinition : ResourceDefinition
{
    public override ResourceNames Names { get; } = new("apps", "v1", "StatefulSet", "statefulsets")
    {
        ShortNames = ["sts"],
        Categories = ["all"],
    };

    public override IReadOnlyList<Subresource> Subresources { get; } = [Subresource.Scale, Subresource.Status];

    public override bool HasGeneration => true;

    public override JsonMap? EmptyStatus { get; } = JsonMap.Of(("replicas", 0), ("availableReplicas", 0));

    public override TableLayout Table => StatefulSetColumns.Table;

    public override JsonMap Default(JsonMap item, ResourceContext context) => StatefulSetDefaults.Fill(item, context.Minor);
}
