using HandsOn.Cluster.Resources.Tables;
using HandsOn.Kubernetes.Json;

namespace HandsOn.Cluster.Resources.Deployment;

/// <summary>A Deployment (pkg/registry/apps/deployment/strategy.go).</summary>
internal sealed class DeploymentDefinition : ResourceDefinition
{
    public override ResourceNames Names { get; } = new("apps", "v1", "Deployment", "deployments")
    {
        ShortNames = ["deploy"],
        Categories = ["all"],
    };

    public override IReadOnlyList<Subresource> Subresources { get; } = [Subresource.Scale, Subresource.Status];

    public override bool HasGeneration => true;

    public override JsonMap? EmptyStatus { get; } = JsonMap.Empty;

    public override TableLayout Table => DeploymentColumns.Table;

    public override JsonMap Default(JsonMap item, ResourceContext context) => DeploymentDefaults.Fill(item);
}
