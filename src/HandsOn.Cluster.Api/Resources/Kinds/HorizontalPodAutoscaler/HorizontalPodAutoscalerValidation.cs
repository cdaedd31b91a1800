using HandsOn.Cluster.Api.Resources.Shared.Validation;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Naming;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>What a HorizontalPodAutoscaler must be (pkg/apis/autoscaling/validation/validation.go).</summary>
internal static class HorizontalPodAutoscalerValidation
{
    private static readonly FieldPath Spec = FieldPath.Root("spec");

    public static void Validate(KubeObject item, FieldErrors errors)
    {
        var (least, most) = (item.Spec.Long("minReplicas"), item.Spec.Long("maxReplicas") ?? 0);
        if (least < 1) errors.Invalid(Spec.Child("minReplicas"), least, "must be greater than or equal to 1");
        if (most < 1) errors.Invalid(Spec.Child("maxReplicas"), most, "must be greater than 0");
        if (least > most) errors.Invalid(Spec.Child("maxReplicas"), most, "must be greater than or equal to `minReplicas`");
        foreach (var field in (ReadOnlySpan<string>)["kind", "name"])
        {
            if (item.Spec.String("scaleTargetRef", field) is not { Length: > 0 } text) errors.Required(Spec.Child("scaleTargetRef").Child(field));
            else errors.Each(Spec.Child("scaleTargetRef"), field, text, NameRules.PathSegmentName(text));
        }
        var version = item.Spec.String("scaleTargetRef", "apiVersion") ?? "";
        if (!version.Contains('/', StringComparison.Ordinal) && item.Spec.String("scaleTargetRef", "kind") != "ReplicationController")
            errors.Invalid(Spec.Child("scaleTargetRef").Child("apiVersion"), version, "apiVersion must specify API group");
    }
}
