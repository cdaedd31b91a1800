using HandsOn.Cluster.Api.Resources.Shared.PodTemplates;
using HandsOn.Cluster.Api.Resources.Shared.Validation;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>What a StatefulSet must be, and what of it may change (pkg/apis/apps/validation/validation.go, ValidateStatefulSetSpec, ValidateStatefulSetUpdate).</summary>
internal static class StatefulSetValidation
{
    private static readonly FieldPath Spec = FieldPath.Root("spec");

    private static readonly string[] Changeable =
        ["replicas", "ordinals", "template", "updateStrategy", "revisionHistoryLimit", "persistentVolumeClaimRetentionPolicy", "minReadySeconds"];

    public static void Validate(JsonMap spec, FieldErrors errors, int minor)
    {
        if (spec.String("podManagementPolicy") is { } policy and not ("OrderedReady" or "Parallel"))
            errors.Invalid(Spec.Child("podManagementPolicy"), policy, "must be 'OrderedReady' or 'Parallel'");
        errors.AllowOneOf(spec.Map("updateStrategy"), "type", Spec.Child("updateStrategy"), "OnDelete", "RollingUpdate");
        errors.NonNegative(spec, "replicas", Spec);
        errors.NonNegative(spec, "minReadySeconds", Spec);
        SelectorRules.Validate(spec, Spec, "statefulset", isRequired: true, errors);
        PodTemplateValidation.ValidateSelected(spec, Spec, minor, errors);
    }

    public static void ValidateUpdate(JsonMap spec, JsonMap old, FieldErrors errors, int minor)
    {
        if (ReferenceEquals(spec, old)) return;
        Validate(spec, errors, minor);
        var rest = Changeable.Aggregate(spec, (s, field) => s.WithOrWithout(field, old[field]));
        if (!rest.Equals(old))
            errors.Forbidden(Spec, "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden");
    }
}
