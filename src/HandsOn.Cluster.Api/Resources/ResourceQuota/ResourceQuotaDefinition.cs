using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Json;

namespace HandsOn.Cluster.Api.Resources.ResourceQuota;

/// <summary>A ResourceQuota (pkg/registry/core/resourcequota/strategy.go).</summary>
internal sealed class ResourceQuotaDefinition : ResourceDefinition
{
    public override ResourceNames Names { get; } = new("", "v1", "ResourceQuota", "resourcequotas") { ShortNames = ["quota"] };

    public override IReadOnlyList<Subresource> Subresources { get; } = [Subresource.Status];

    public override JsonMap? EmptyStatus { get; } = JsonMap.Empty;

    public override TableLayout Table => ResourceQuotaColumns.Table;

    public override JsonMap Default(JsonMap item, ResourceContext context) => ResourceQuotaDefaults.Fill(item);
}
