using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>A ResourceQuota (pkg/registry/core/resourcequota/strategy.go).</summary>
internal sealed class ResourceQuotaKind : ResourceDefinition
{
    public static readonly GroupResource Resource = new("", "resourcequotas");

    public override ResourceNames Names { get; } = new(Resource, "v1", "ResourceQuota") { ShortNames = ["quota"] };

    public override string Description => "A ResourceQuota bounds what all objects of a namespace may use together.";

    public override IReadOnlyList<Subresource> Subresources { get; } = [Subresource.Status];

    public override JsonMap? EmptyStatus { get; } = JsonMap.Empty;

    public override TableLayout Table => ResourceQuotaColumns.Table;

    public override JsonMap Default(JsonMap item, ResourceContext context) => ResourceQuotaDefaults.Fill(item);
}
