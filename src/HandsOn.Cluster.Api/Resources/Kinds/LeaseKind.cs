using HandsOn.Cluster.Api.Resources.Shared;
using HandsOn.Cluster.Api.Resources.Shared.Validation;
using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>A Lease (pkg/registry/coordination/lease/strategy.go).</summary>
internal sealed class LeaseKind : ResourceDefinition
{
    private static readonly ServedVersion[] Served =
    [
        new("coordination.k8s.io/v1"),
        new("coordination.k8s.io/v1beta1") { Deprecated = 19, Removed = 22, Replacement = "coordination.k8s.io/v1 Lease" },
    ];

    /// <summary>Columns of <c>kubectl get</c> (pkg/printers/internalversion/printers.go, printLease).</summary>
    private static readonly TableLayout Layout = new([TableLayout.Name, Columns.Text("Holder", "spec", "holderIdentity"), TableLayout.Age]);

    private static readonly DefaultMembers RootDefaults = new(("spec", JsonMap.Empty));

    private static readonly FieldPath Spec = FieldPath.Root("spec");

    public static readonly GroupResource Resource = new("coordination.k8s.io", "leases");

    public override ResourceNames Names { get; } = new(Resource, "v1", "Lease");

    public override string Description => "A Lease says who holds something, and for how long without renewal.";

    public override IReadOnlyList<ServedVersion> Versions => Served;

    public override IReadOnlyList<DefaultAccess> DefaultAccess => [UserFacingRole.Edit.ReadsAndWrites("")];

    public override bool AllowsCreateOnUpdate => true;

    public override bool RequiresResourceVersion => true;

    public override TableLayout Table => Layout;

    /// <summary>Defaults of a Lease (staging/src/k8s.io/api/coordination/v1/types.go: the spec is always written).</summary>
    public override JsonMap Default(JsonMap item, ResourceContext context) => RootDefaults.Fill(item);

    /// <summary>Validation of a Lease (pkg/apis/coordination/validation/validation.go, ValidateLeaseSpec).</summary>
    public override void Validate(KubeObject item, FieldErrors errors, ResourceContext context)
    {
        if (item.Spec.Long("leaseDurationSeconds") is <= 0 and var duration)
            errors.Invalid(Spec.Child("leaseDurationSeconds"), duration, "must be greater than 0");
        errors.NonNegative(item.Spec, "leaseTransitions", Spec);
    }
}
