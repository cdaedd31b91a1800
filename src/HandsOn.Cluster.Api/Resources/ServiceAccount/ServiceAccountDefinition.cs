using HandsOn.Cluster.Api.Resources.Tables;

namespace HandsOn.Cluster.Api.Resources.ServiceAccount;

/// <summary>A service account (pkg/registry/core/serviceaccount/strategy.go).</summary>
internal sealed class ServiceAccountDefinition : ResourceDefinition
{
    public override ResourceNames Names { get; } = new("", "v1", "ServiceAccount", "serviceaccounts") { ShortNames = ["sa"] };

    public override IReadOnlyList<Subresource> Subresources { get; } = [new("token", ["create"], new("authentication.k8s.io", "v1", "TokenRequest"))];

    public override TableLayout Table => ServiceAccountColumns.Table;
}
