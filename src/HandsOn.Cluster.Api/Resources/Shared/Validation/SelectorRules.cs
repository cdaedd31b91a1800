using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Selectors;

namespace HandsOn.Cluster.Api.Resources.Shared.Validation;

/// <summary>What the selector of a controller must be (pkg/apis/apps/validation/validation.go).</summary>
internal static class SelectorRules
{
    public static void Validate(JsonMap spec, FieldPath path, string kind, bool isRequired, FieldErrors errors)
    {
        if (spec["selector"] is not JsonMap selector)
        {
            if (isRequired) errors.Required(path.Child("selector"));
            return;
        }
        LabelSelectorRules.Validate(selector, path.Child("selector"), errors);
        if (selector.Map("matchLabels").Count + selector.List("matchExpressions").Count == 0)
            errors.Invalid(path.Child("selector"), selector, $"empty selector is invalid for {kind}");
    }
}
