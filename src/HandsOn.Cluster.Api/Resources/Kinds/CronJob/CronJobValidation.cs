using HandsOn.Cluster.Api.Resources.Shared.Validation;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>What a CronJob must be (pkg/apis/batch/validation/validation.go, validateCronJobSpec).</summary>
internal static class CronJobValidation
{
    /// <summary>A Job's name is the CronJob's and eleven characters more.</summary>
    private const int LongestName = 52;

    private static readonly FieldPath Spec = FieldPath.Root("spec");

    public static void Validate(KubeObject item, FieldErrors errors, int minor)
    {
        if (item.Name.Length > LongestName)
            errors.Invalid(FieldPath.Root("metadata").Child("name"), item.Name, $"must be no more than {LongestName} characters");
        if (item.Spec.String("schedule") is not { Length: > 0 } schedule) errors.Required(Spec.Child("schedule"));
        else if (!schedule.StartsWith('@') && schedule.Split(' ', StringSplitOptions.RemoveEmptyEntries) is { Length: not 5 } fields)
            errors.Invalid(Spec.Child("schedule"), schedule, $"expected exactly 5 fields, found {fields.Length}: [{string.Join(' ', fields)}]");
        errors.NonNegative(item.Spec, "startingDeadlineSeconds", Spec);
        errors.RequireOneOf(item.Spec, "concurrencyPolicy", Spec, "Allow", "Forbid", "Replace");
        JobValidation.ValidateSpec(item.Spec.Map("jobTemplate", "spec"), Spec.Child("jobTemplate").Child("spec"), errors, minor);
        errors.NonNegative(item.Spec, "successfulJobsHistoryLimit", Spec);
        errors.NonNegative(item.Spec, "failedJobsHistoryLimit", Spec);
    }
}
