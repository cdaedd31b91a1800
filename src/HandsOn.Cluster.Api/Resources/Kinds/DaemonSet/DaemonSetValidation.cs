using HandsOn.Cluster.Api.Resources.Shared.PodTemplates;
using HandsOn.Cluster.Api.Resources.Shared.Validation;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>What a DaemonSet must be (pkg/apis/apps/validation/validation.go, ValidateDaemonSetSpec).</summary>
internal static class DaemonSetValidation
{
    private static readonly FieldPath Spec = FieldPath.Root("spec");

    public static void Validate(JsonMap spec, FieldErrors errors, int minor)
    {
        SelectorRules.Validate(spec, Spec, "daemonset", isRequired: false, errors);
        PodTemplateValidation.ValidateSelected(spec, Spec, minor, errors);
        errors.NonNegative(spec, "minReadySeconds", Spec);
        ValidateStrategy(spec.Map("updateStrategy"), Spec.Child("updateStrategy"), errors);
        errors.NonNegative(spec, "revisionHistoryLimit", Spec);
    }

    public static void ValidateUpdate(JsonMap spec, JsonMap old, FieldErrors errors, int minor)
    {
        if (ReferenceEquals(spec, old)) return;
        errors.Immutable(Spec.Child("selector"), spec["selector"], old["selector"]);
        Validate(spec, errors, minor);
    }

    private static void ValidateStrategy(JsonMap strategy, FieldPath path, FieldErrors errors)
    {
        if (strategy.String("type") == "OnDelete") return;
        if (strategy.String("type") != "RollingUpdate")
        {
            errors.NotSupported(path, InnerForm.Of(strategy, "Type", "RollingUpdate"), "RollingUpdate", "OnDelete");
            return;
        }
        var update = strategy.Map("rollingUpdate");
        path = path.Child("rollingUpdate");
        errors.IntOrPercent(update, "maxUnavailable", path);
        errors.IntOrPercent(update, "maxSurge", path);
        errors.AtMostAll(update, "maxUnavailable", path);
        errors.AtMostAll(update, "maxSurge", path);
        var (unavailable, surge) = (HasAny(update["maxUnavailable"]), HasAny(update["maxSurge"]));
        if (unavailable && surge) errors.Invalid(path.Child("maxSurge"), update["maxSurge"], "may not be set when maxUnavailable is non-zero");
        if (!unavailable && !surge) errors.Required(path.Child("maxUnavailable"), "cannot be 0 when maxSurge is 0");
    }

    private static bool HasAny(object? value) => value is not (null or 0L) && FieldChecks.Percent(value) != 0;
}
