using HandsOn.Cluster.Api.Resources.Shared.PodTemplates;
using HandsOn.Cluster.Api.Resources.Shared.Validation;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Selectors;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>
/// The pod template of a StatefulSet is checked as its pods come to be: with the claim templates as volumes, and without the host name
/// and subdomain that the controller replaces (pkg/apis/apps/validation/validation.go, ValidatePodTemplateSpecForStatefulSet).
/// </summary>
internal static class StatefulSetTemplate
{
    /// <param name="isTrusted">Whether only what concerns the selector is checked.</param>
    public static void Validate(JsonMap spec, FieldPath path, bool isTrusted, int minor, FieldErrors errors)
    {
        if (PodTemplateValidation.Select(spec["selector"] as JsonMap) is not { } selector)
            errors.Invalid(path.Child("selector"), spec["selector"], "");
        else
            Validate(AsPod(spec), selector, path.Child("template"), isTrusted, minor, errors);
        PodTemplateValidation.RequireRestart(spec.Map("template"), path.Child("template"), "Always", errors, "StatefulSet");
    }

    private static void Validate(JsonMap template, LabelSelector selector, FieldPath path, bool isTrusted, int minor, FieldErrors errors)
    {
        PodTemplateValidation.RequireLabels(template, selector, path, errors);
        if (!isTrusted) PodTemplateValidation.Validate(template, path, minor, errors);
        // The real server does this twice; the second time shows in the causes.
        LabelSelectorRules.ValidateLabels(template.Map("metadata", "labels"), path.Child("labels"), errors);
        AnnotationRules.Validate(template.Map("metadata", "annotations"), path.Child("annotations"), errors);
    }

    private static JsonMap AsPod(JsonMap spec)
    {
        var template = spec.Map("template");
        var pod = template.Map("spec").Without("subdomain").Without("hostname");
        var claims = spec.List("volumeClaimTemplates").Maps().Select(claim => claim.String("metadata", "name") ?? "").Distinct().ToList();
        if (claims.Count == 0) return template.With("spec", pod);
        var volumes = pod.List("volumes").Maps().Where(volume => !claims.Contains(volume.String("name") ?? ""));
        return template.With("spec", pod.With("volumes", JsonList.From([.. claims.Select(Volume), .. volumes])));
    }

    private static JsonMap Volume(string claim) => JsonMap.Of(("name", claim), ("persistentVolumeClaim", JsonMap.Of(("claimName", claim))));
}
