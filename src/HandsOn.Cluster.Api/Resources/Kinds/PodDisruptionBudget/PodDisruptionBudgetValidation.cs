using HandsOn.Cluster.Api.Resources.Shared.Validation;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Selectors;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>What a PodDisruptionBudget must be (pkg/apis/policy/validation/validation.go).</summary>
internal static class PodDisruptionBudgetValidation
{
    private static readonly FieldPath Spec = FieldPath.Root("spec");

    public static void Validate(KubeObject item, FieldErrors errors)
    {
        if (item.Spec["minAvailable"] is not null && item.Spec["maxUnavailable"] is not null)
            errors.Invalid(
                Spec, InnerForm.Of(item.Spec, "MinAvailable", "Selector", "MaxUnavailable", "UnhealthyPodEvictionPolicy"),
                "minAvailable and maxUnavailable cannot be both set");
        foreach (var field in (ReadOnlySpan<string>)["minAvailable", "maxUnavailable"])
        {
            errors.IntOrPercent(item.Spec, field, Spec);
            errors.AtMostAll(item.Spec, field, Spec);
        }
        if (item.Spec["selector"] is JsonMap selector) LabelSelectorRules.Validate(selector, Spec.Child("selector"), errors);
        errors.AllowOneOf(item.Spec, "unhealthyPodEvictionPolicy", Spec, "AlwaysAllow", "IfHealthyBudget");
    }
}
