using HandsOn.Cluster.Api.Resources.Shared.PodTemplates;
using HandsOn.Cluster.Api.Resources.Shared.Validation;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>What a Deployment must be (pkg/apis/apps/validation/validation.go, ValidateDeploymentSpec).</summary>
internal static class DeploymentValidation
{
    private static readonly FieldPath Spec = FieldPath.Root("spec");

    public static void Validate(JsonMap spec, FieldErrors errors, int minor)
    {
        errors.NonNegative(spec, "replicas", Spec);
        SelectorRules.Validate(spec, Spec, "deployment", isRequired: true, errors);
        PodTemplateValidation.ValidateSelected(spec, Spec, minor, errors);
        ValidateStrategy(spec.Map("strategy"), Spec.Child("strategy"), errors);
        errors.NonNegative(spec, "minReadySeconds", Spec);
        errors.NonNegative(spec, "revisionHistoryLimit", Spec);
        errors.NonNegative(spec, "progressDeadlineSeconds", Spec);
        if (spec.Long("progressDeadlineSeconds") is { } deadline && deadline <= (spec.Long("minReadySeconds") ?? 0))
            errors.Invalid(Spec.Child("progressDeadlineSeconds"), deadline, "must be greater than minReadySeconds");
    }

    public static void ValidateUpdate(JsonMap spec, JsonMap old, FieldErrors errors, int minor)
    {
        if (ReferenceEquals(spec, old)) return;
        Validate(spec, errors, minor);
        errors.Immutable(Spec.Child("selector"), spec["selector"], old["selector"]);
    }

    private static void ValidateStrategy(JsonMap strategy, FieldPath path, FieldErrors errors)
    {
        switch (strategy.String("type"))
        {
            case "Recreate":
                if (strategy["rollingUpdate"] is not null)
                    errors.Forbidden(path.Child("rollingUpdate"), "may not be specified when strategy `type` is 'Recreate'");
                break;
            case "RollingUpdate":
                ValidateRollingUpdate(strategy.Map("rollingUpdate"), path.Child("rollingUpdate"), errors);
                break;
            default:
                errors.NotSupported(path, InnerForm.Of(strategy, "Type", "RollingUpdate"), "Recreate", "RollingUpdate");
                break;
        }
    }

    private static void ValidateRollingUpdate(JsonMap update, FieldPath path, FieldErrors errors)
    {
        errors.IntOrPercent(update, "maxUnavailable", path);
        errors.IntOrPercent(update, "maxSurge", path);
        if (IsZero(update["maxUnavailable"]) && IsZero(update["maxSurge"]))
            errors.Invalid(path.Child("maxUnavailable"), update["maxUnavailable"], "may not be 0 when `maxSurge` is 0");
        errors.AtMostAll(update, "maxUnavailable", path);
    }

    private static bool IsZero(object? value) => value is 0L || FieldChecks.Percent(value) == 0;
}
