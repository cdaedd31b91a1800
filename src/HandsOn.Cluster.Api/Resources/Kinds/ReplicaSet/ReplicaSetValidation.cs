using HandsOn.Cluster.Api.Resources.Shared.PodTemplates;
using HandsOn.Cluster.Api.Resources.Shared.Validation;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>What a ReplicaSet must be (pkg/apis/apps/validation/validation.go, ValidateReplicaSetSpec).</summary>
internal static class ReplicaSetValidation
{
    private static readonly FieldPath Spec = FieldPath.Root("spec");

    public static void Validate(JsonMap spec, FieldErrors errors, int minor)
    {
        errors.NonNegative(spec, "replicas", Spec);
        errors.NonNegative(spec, "minReadySeconds", Spec);
        SelectorRules.Validate(spec, Spec, "deployment", isRequired: true, errors);
        PodTemplateValidation.ValidateSelected(spec, Spec, minor, errors);
    }

    public static void ValidateUpdate(JsonMap spec, JsonMap old, FieldErrors errors, int minor)
    {
        if (ReferenceEquals(spec, old)) return;
        Validate(spec, errors, minor);
        errors.Immutable(Spec.Child("selector"), spec["selector"], old["selector"]);
    }
}
