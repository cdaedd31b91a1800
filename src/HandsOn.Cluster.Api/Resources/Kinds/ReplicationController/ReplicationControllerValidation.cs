using HandsOn.Cluster.Api.Resources.Shared.PodTemplates;
using HandsOn.Cluster.Api.Resources.Shared.Validation;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>What a ReplicationController must be (pkg/apis/core/validation/validation.go, ValidateReplicationControllerSpec).</summary>
internal static class ReplicationControllerValidation
{
    private static readonly FieldPath Spec = FieldPath.Root("spec");

    public static void Validate(JsonMap spec, FieldErrors errors, int minor)
    {
        errors.NonNegative(spec, "minReadySeconds", Spec);
        if (spec.Map("selector").Count == 0) errors.Required(Spec.Child("selector"));
        errors.NonNegative(spec, "replicas", Spec);
        PodTemplateValidation.ValidateSelected(spec, Spec, minor, errors, isSelectorMap: true);
    }
}
