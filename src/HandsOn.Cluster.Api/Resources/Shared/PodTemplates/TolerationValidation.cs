using HandsOn.Cluster.Api.Resources.Shared.Validation;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Naming;

namespace HandsOn.Cluster.Api.Resources.Shared.PodTemplates;

/// <summary>What tolerations must be (pkg/apis/core/validation/validation.go, ValidateTolerations).</summary>
internal static class TolerationValidation
{
    public static void Validate(JsonList tolerations, FieldPath path, FieldErrors errors)
    {
        for (var i = 0; i < tolerations.Count; i++)
            if (tolerations[i] is JsonMap toleration) Validate(toleration, path, i, errors);
    }

    private static void Validate(JsonMap toleration, FieldPath path, int index, FieldErrors errors)
    {
        var key = toleration.String("key") ?? "";
        var @operator = toleration.String("operator") ?? "";
        var value = toleration.String("value") ?? "";
        if (key.Length > 0 && NameRules.QualifiedName(key) is { Count: > 0 } wrong) errors.Each(path.Index(index), "key", key, wrong);
        if (key.Length == 0 && @operator != "Exists")
            errors.Invalid(path.Index(index).Child("operator"), @operator, "operator must be Exists when `key` is empty, which means \"match all values and all keys\"");
        if (toleration["tolerationSeconds"] is not null && toleration.String("effect") != "NoExecute")
            errors.Invalid(path.Index(index).Child("effect"), toleration.String("effect") ?? "", "effect must be 'NoExecute' when `tolerationSeconds` is set");
        switch (@operator)
        {
            case "" or "Equal":
                if (NameRules.LabelValue(value) is { Count: > 0 } messages) errors.Invalid(path.Index(index).Child("operator"), value, string.Join(";", messages));
                break;
            case "Exists":
                if (value.Length > 0) errors.Invalid(path.Index(index).Child("operator"), value, "value must be empty when `operator` is 'Exists'");
                break;
            default:
                errors.NotSupported(path.Index(index).Child("operator"), @operator, "Equal", "Exists");
                break;
        }
        if (toleration.String("effect") is { Length: > 0 }) errors.AllowOneOf(toleration, "effect", path.Index(index), "NoSchedule", "PreferNoSchedule", "NoExecute");
    }
}
