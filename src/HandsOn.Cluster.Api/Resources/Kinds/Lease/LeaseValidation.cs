using HandsOn.Cluster.Api.Resources.Shared.Validation;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>What a Lease must be (pkg/apis/coordination/validation/validation.go).</summary>
internal static class LeaseValidation
{
    private static readonly FieldPath Spec = FieldPath.Root("spec");

    public static void Validate(KubeObject item, FieldErrors errors)
    {
        if (item.Spec.Long("leaseDurationSeconds") is <= 0 and var duration) errors.Invalid(Spec.Child("leaseDurationSeconds"), duration, "must be greater than 0");
        errors.NonNegative(item.Spec, "leaseTransitions", Spec);
    }
}
