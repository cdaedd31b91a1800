using HandsOn.Cluster.Resources.Tables;
using HandsOn.Kubernetes.Json;

namespace HandsOn.Cluster.Resources.Lease;

/// <summary>A Lease (pkg/registry/coordination/lease/strategy.go).</summary>
internal sealed class LeaseDefinition : ResourceDefinition
{
    public override ResourceNames Names { get; } = new("coordination.k8s.io", "v1", "Lease", "leases");

    public override bool AllowsCreateOnUpdate => true;

    public override bool RequiresResourceVersion => true;

    public override TableLayout Table => LeaseColumns.Table;

    public override JsonMap Default(JsonMap item, ResourceContext context) => LeaseDefaults.Fill(item);
}
