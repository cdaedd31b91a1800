using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Lease;

/// <summary>A Lease (pkg/registry/coordination/lease/strategy.go).</summary>
internal sealed class LeaseDefinition : ResourceDefinition
{
    public override ResourceNames Names { get; } = new("coordination.k8s.io", "v1", "Lease", "leases");

    public override bool AllowsCreateOnUpdate => true;

    public override bool RequiresResourceVersion => true;

    public override TableLayout Table => LeaseColumns.Table;

    public override JsonMap Default(JsonMap item, ResourceContext context) => LeaseDefaults.Fill(item);

    public override void Validate(KubeObject item, FieldErrors errors, ResourceContext context) =>
        LeaseValidation.Validate(item, errors);
}
