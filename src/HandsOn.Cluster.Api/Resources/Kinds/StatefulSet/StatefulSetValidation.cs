using HandsOn.Cluster.Api.Resources.Shared.Validation;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Naming;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>
/// Validation of a StatefulSet and of its updates (pkg/apis/apps/validation/validation.go, ValidateStatefulSetSpec,
/// ValidateStatefulSetUpdate).
/// </summary>
internal static class StatefulSetValidation
{
    private static readonly FieldPath Spec = FieldPath.Root("spec");

    private static readonly string[] Changeable =
        ["replicas", "ordinals", "template", "updateStrategy", "revisionHistoryLimit", "persistentVolumeClaimRetentionPolicy", "minReadySeconds"];

    public static void Validate(JsonMap spec, FieldErrors errors, int minor) =>
        Validate(spec, isNew: true, isTemplateTrusted: false, errors, minor);

    public static void ValidateUpdate(JsonMap spec, JsonMap old, FieldErrors errors, int minor)
    {
        if (ReferenceEquals(spec, old)) return;
        // What an older server has let in must not keep anybody from changing the rest.
        var before = new FieldErrors();
        Validate(old, isNew: false, isTemplateTrusted: false, before, minor);
        Validate(spec, isNew: false, isTemplateTrusted: before.Count > 0, errors, minor);
        var rest = Changeable.Aggregate(spec, (s, field) => s.WithOrWithout(field, old[field]));
        if (!rest.Equals(old))
            errors.Forbidden(
                Spec,
                "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', "
                + "'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden");
    }

    private static void Validate(JsonMap spec, bool isNew, bool isTemplateTrusted, FieldErrors errors, int minor)
    {
        if (spec.String("podManagementPolicy") is { } policy and not ("OrderedReady" or "Parallel"))
            errors.Invalid(Spec.Child("podManagementPolicy"), policy, "must be 'OrderedReady' or 'Parallel'");
        ValidateStrategy(spec.Map("updateStrategy"), Spec.Child("updateStrategy"), errors);
        var retention = spec.Map("persistentVolumeClaimRetentionPolicy");
        errors.AllowOneOf(retention, "whenDeleted", Spec.Child("persistentVolumeClaimRetentionPolicy"), "Retain", "Delete");
        errors.AllowOneOf(retention, "whenScaled", Spec.Child("persistentVolumeClaimRetentionPolicy"), "Retain", "Delete");
        if (isNew) ValidateClaims(spec.List("volumeClaimTemplates"), Spec.Child("volumeClaimTemplates"), errors);
        errors.NonNegative(spec, "replicas", Spec);
        errors.NonNegative(spec, "minReadySeconds", Spec);
        errors.NonNegative(spec.Map("ordinals"), "start", Spec.Child("ordinals"));
        if (isNew && spec.String("serviceName") is { Length: > 0 } service)
            errors.Each(Spec, "serviceName", service, NameRules.Dns1123Label(service));
        SelectorRules.Validate(spec, Spec, "statefulset", isRequired: true, errors);
        StatefulSetTemplate.Validate(spec, Spec, isTemplateTrusted, minor, errors);
    }

    private static void ValidateStrategy(JsonMap strategy, FieldPath path, FieldErrors errors)
    {
        var update = strategy["rollingUpdate"] as JsonMap;
        switch (strategy.String("type"))
        {
            case "OnDelete" when update is not null:
                errors.Invalid(
                    path.Child("rollingUpdate"), InnerForm.Of(update, "Partition", "MaxUnavailable"), "only allowed for updateStrategy 'RollingUpdate'");
                break;
            case "OnDelete":
                break;
            case "RollingUpdate":
                if (update is not null) ValidateRollingUpdate(update, path.Child("rollingUpdate"), errors);
                break;
            default:
                errors.Invalid(path, InnerForm.Of(strategy, "Type", "RollingUpdate"), "must be 'RollingUpdate' or 'OnDelete'");
                break;
        }
    }

    private static void ValidateRollingUpdate(JsonMap update, FieldPath path, FieldErrors errors)
    {
        errors.NonNegative(update, "partition", path);
        errors.IntOrPercent(update, "maxUnavailable", path);
        if (update["maxUnavailable"] is 0L || FieldChecks.Percent(update["maxUnavailable"]) == 0)
            errors.Invalid(path.Child("maxUnavailable"), update["maxUnavailable"], "cannot be 0");
        errors.AtMostAll(update, "maxUnavailable", path);
    }

    private static void ValidateClaims(JsonList claims, FieldPath path, FieldErrors errors)
    {
        for (var i = 0; i < claims.Count; i++)
            if (claims[i] is JsonMap claim)
                PersistentVolumeClaimKind.ValidateSpec(claim.Map("spec"), path.Index(i).Child("spec"), errors);
    }
}
