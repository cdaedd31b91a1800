using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>A Lease (pkg/registry/coordination/lease/strategy.go).</summary>
internal sealed class LeaseKind : ResourceDefinition
{
    public static readonly GroupResource Resource = new("coordination.k8s.io", "leases");

    public override ResourceNames Names { get; } = new(Resource, "v1", "Lease");

    public override string Description => "A Lease says who holds something, and for how long without renewal.";

    public override IReadOnlyList<ServedVersion> Versions { get; } =
    [
        new("coordination.k8s.io/v1"),
        new("coordination.k8s.io/v1beta1") { Deprecated = 19, Removed = 22, Replacement = "coordination.k8s.io/v1 Lease" },
    ];

    public override bool AllowsCreateOnUpdate => true;

    public override bool RequiresResourceVersion => true;

    public override TableLayout Table => LeaseColumns.Table;

    public override JsonMap Default(JsonMap item, ResourceContext context) => LeaseDefaults.Fill(item);

    public override void Validate(KubeObject item, FieldErrors errors, ResourceContext context) =>
        LeaseValidation.Validate(item, errors);
}
