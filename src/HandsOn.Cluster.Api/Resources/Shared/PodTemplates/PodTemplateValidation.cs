using HandsOn.Cluster.Api.Resources.Shared.Validation;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Selectors;

namespace HandsOn.Cluster.Api.Resources.Shared.PodTemplates;

/// <summary>What a pod template must be (pkg/apis/core/validation/validation.go, ValidatePodTemplateSpec).</summary>
internal static class PodTemplateValidation
{
    public static void Validate(JsonMap template, FieldPath path, int minor, FieldErrors errors)
    {
        LabelSelectorRules.ValidateLabels(template.Map("metadata", "labels"), path.Child("labels"), errors);
        AnnotationRules.Validate(template.Map("metadata", "annotations"), path.Child("annotations"), errors);
        PodSpecValidation.Validate(template.Map("spec"), path.Child("spec"), isPod: false, minor, errors);
        if (template.List("spec", "ephemeralContainers").Count > 0)
            errors.Forbidden(path.Child("spec").Child("ephemeralContainers"), "ephemeral containers not allowed in pod template");
    }

    /// <summary>
    /// A controller's template: it carries the labels that the controller selects by, and its pods start again when they end
    /// (pkg/apis/apps/validation/validation.go, ValidatePodTemplateSpecForReplicaSet).
    /// </summary>
    public static void ValidateSelected(JsonMap spec, FieldPath path, int minor, FieldErrors errors, bool isSelectorMap = false)
    {
        if (spec["template"] is not JsonMap template)
        {
            errors.Required(path.Child("template"));
            return;
        }
        if (Select(spec["selector"] as JsonMap, isSelectorMap) is not { } selector)
        {
            errors.Invalid(path.Child("selector"), spec["selector"], "invalid label selector");
            return;
        }
        RequireLabels(template, selector, path.Child("template"), errors);
        Validate(template, path.Child("template"), minor, errors);
        RequireRestart(template, path.Child("template"), "Always", errors);
    }

    /// <summary>The selector of a controller, or null where it is none.</summary>
    public static LabelSelector? Select(JsonMap? selector)
    {
        try
        {
            return LabelSelector.From(selector);
        }
        catch (StatusException)
        {
            return null;
        }
    }

    public static void RequireLabels(JsonMap template, LabelSelector selector, FieldPath path, FieldErrors errors)
    {
        var labels = template.At("metadata", "labels") as JsonMap;
        if (!selector.Matches(labels ?? JsonMap.Empty))
            errors.Invalid(path.Child("metadata").Child("labels"), labels, "`selector` does not match template `labels`");
    }

    public static void RequireRestart(JsonMap template, FieldPath path, string policy, FieldErrors errors, string kind = "ReplicaSet")
    {
        if (template.String("spec", "restartPolicy") is { } actual && actual != policy)
            errors.NotSupported(path.Child("spec").Child("restartPolicy"), actual, policy);
        if (template.Long("spec", "activeDeadlineSeconds") is not null)
            errors.Forbidden(path.Child("spec").Child("activeDeadlineSeconds"), $"activeDeadlineSeconds in {kind} is not Supported");
    }

    private static LabelSelector? Select(JsonMap? selector, bool isSelectorMap) =>
        isSelectorMap ? LabelSelector.FromLabels(selector ?? JsonMap.Empty) : Select(selector);
}
