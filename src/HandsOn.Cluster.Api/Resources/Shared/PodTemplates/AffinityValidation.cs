using HandsOn.Cluster.Api.Resources.Shared.Validation;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Naming;
using HandsOn.Kubernetes.Selectors;

namespace HandsOn.Cluster.Api.Resources.Shared.PodTemplates;

/// <summary>What affinities must be (pkg/apis/core/validation/validation.go, validateAffinity).</summary>
internal static class AffinityValidation
{
    private const string Required = "requiredDuringSchedulingIgnoredDuringExecution";
    private const string Preferred = "preferredDuringSchedulingIgnoredDuringExecution";

    public static void Validate(JsonMap affinity, FieldPath path, FieldErrors errors)
    {
        if (affinity["nodeAffinity"] is JsonMap node) ValidateNode(node, path.Child("nodeAffinity"), errors);
        if (affinity["podAffinity"] is JsonMap pod) ValidatePod(pod, path.Child("podAffinity"), errors);
        if (affinity["podAntiAffinity"] is JsonMap anti) ValidatePod(anti, path.Child("podAntiAffinity"), errors);
    }

    private static void ValidateNode(JsonMap affinity, FieldPath path, FieldErrors errors)
    {
        if (affinity[Required] is JsonMap selector)
        {
            var terms = selector.List("nodeSelectorTerms");
            var here = path.Child(Required).Child("nodeSelectorTerms");
            if (terms.Count == 0) errors.Required(here, "must have at least one node selector term");
            for (var i = 0; i < terms.Count; i++)
                if (terms[i] is JsonMap term) ValidateTerm(term, here.Index(i), errors);
        }
        ForEachPreferred(affinity, path, errors, (item, here) => ValidateTerm(item.Map("preference"), here.Child("preference"), errors));
    }

    private static void ValidateTerm(JsonMap term, FieldPath path, FieldErrors errors)
    {
        var expressions = term.List("matchExpressions");
        for (var i = 0; i < expressions.Count; i++)
            if (expressions[i] is JsonMap expression) ValidateExpression(expression, path.Child("matchExpressions").Index(i), errors);
        var fields = term.List("matchFields");
        for (var i = 0; i < fields.Count; i++)
            if (fields[i] is JsonMap field && field.String("key") != "metadata.name")
                errors.Invalid(path.Child("matchFields").Index(i).Child("key"), field.String("key") ?? "", "not a valid field selector key");
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
                if (values.Count > 0) errors.Forbidden(path.Child("values"), "may not be specified when `operator` is 'Exists' or 'DoesNotExist'");
                break;
            case "Gt" or "Lt":
                if (values.Count != 1) errors.Required(path.Child("values"), "must be specified single value when `operator` is 'Lt' or 'Gt'");
                break;
            case var other:
                errors.Invalid(path.Child("operator"), other, "not a valid selector operator");
                break;
        }
        var key = expression.String("key") ?? "";
        errors.Each(path, "key", key, NameRules.QualifiedName(key));
    }

    private static void ValidatePod(JsonMap affinity, FieldPath path, FieldErrors errors)
    {
        var terms = affinity.List(Required);
        for (var i = 0; i < terms.Count; i++)
            if (terms[i] is JsonMap term) ValidatePodTerm(term, path.Child(Required).Index(i), errors);
        ForEachPreferred(affinity, path, errors, (item, here) => ValidatePodTerm(item.Map("podAffinityTerm"), here.Child("podAffinityTerm"), errors));
    }

    private static void ValidatePodTerm(JsonMap term, FieldPath path, FieldErrors errors)
    {
        if (term["labelSelector"] is JsonMap selector) LabelSelectorRules.Validate(selector, path.Child("labelSelector"), errors);
        if (term["namespaceSelector"] is JsonMap places) LabelSelectorRules.Validate(places, path.Child("namespaceSelector"), errors);
        foreach (var name in term.List("namespaces").Strings()) errors.Each(path, "namespace", name, NameRules.Dns1123Label(name));
        var key = term.String("topologyKey") ?? "";
        if (key.Length == 0) errors.Required(path.Child("topologyKey"), "can not be empty");
        errors.Each(path, "topologyKey", key, NameRules.QualifiedName(key));
    }

    private static void ForEachPreferred(JsonMap affinity, FieldPath path, FieldErrors errors, Action<JsonMap, FieldPath> validate)
    {
        var items = affinity.List(Preferred);
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i] is not JsonMap item) continue;
            var here = path.Child(Preferred).Index(i);
            if (item.Long("weight") is not (>= 1 and <= 100)) errors.Invalid(here.Child("weight"), item.Long("weight") ?? 0, "must be in the range 1-100");
            validate(item, here);
        }
    }
}
