using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Naming;

namespace HandsOn.Kubernetes.Selectors;

/// <summary>
/// What is wrong with labels and <c>LabelSelector</c> objects
/// (staging/src/k8s.io/apimachinery/pkg/apis/meta/v1/validation/validation.go).
/// </summary>
public static class LabelSelectorRules
{
    /// <summary>Adds what is wrong with a map of labels.</summary>
    public static void ValidateLabels(JsonMap labels, FieldPath path, FieldErrors errors)
    {
        foreach (var (key, value) in labels.Strings())
        {
            ValidateName(key, path, errors);
            foreach (var message in NameRules.LabelValue(value)) errors.Invalid(path, value, message);
        }
    }

    /// <summary>Adds what is wrong with a selector.</summary>
    public static void Validate(JsonMap selector, FieldPath path, FieldErrors errors)
    {
        ValidateLabels(selector.Map("matchLabels"), path.Child("matchLabels"), errors);
        var expressions = selector.List("matchExpressions");
        for (var i = 0; i < expressions.Count; i++)
            if (expressions[i] is JsonMap expression) ValidateExpression(expression, path.Child("matchExpressions").Index(i), errors);
    }

    private static void ValidateExpression(JsonMap expression, FieldPath path, FieldErrors errors)
    {
        var values = expression.List("values");
        switch (expression.String("operator") ?? "")
        {
            case "In" or "NotIn":
                if (values.Count == 0) errors.Required(path.Child("values"), "must be specified when `operator` is 'In' or 'NotIn'");
                break;
            case "Exists" or "DoesNotExist":
                if (values.Count > 0)
                    errors.Forbidden(path.Child("values"), "may not be specified when `operator` is 'Exists' or 'DoesNotExist'");
                break;
            case var other:
                errors.Invalid(path.Child("operator"), other, "not a valid selector operator");
                break;
        }
        ValidateName(expression.String("key") ?? "", path.Child("key"), errors);
        for (var i = 0; i < values.Count; i++)
            if (values[i] is string value)
                foreach (var message in NameRules.LabelValue(value)) errors.Invalid(path.Child("values").Index(i), value, message);
    }

    private static void ValidateName(string name, FieldPath path, FieldErrors errors)
    {
        foreach (var message in NameRules.QualifiedName(name)) errors.Invalid(path, name, message);
    }
}
