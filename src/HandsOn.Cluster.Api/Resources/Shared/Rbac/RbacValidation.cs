using HandsOn.Cluster.Api.Resources.Shared.Validation;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Naming;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Selectors;

namespace HandsOn.Cluster.Api.Resources.Shared.Rbac;

/// <summary>What roles and bindings must be (pkg/apis/rbac/validation/validation.go).</summary>
internal static class RbacValidation
{
    private static readonly FieldPath RoleRef = FieldPath.Root("roleRef");

    public static void ValidateRole(KubeObject role, bool isNamespaced, FieldErrors errors)
    {
        var rules = role.Root.List("rules");
        for (var i = 0; i < rules.Count; i++)
            if (rules[i] is JsonMap rule) ValidateRule(rule, isNamespaced, FieldPath.Root("rules").Index(i), errors);
        if (role.Root["aggregationRule"] is not JsonMap aggregation) return;
        var path = FieldPath.Root("aggregationRule").Child("clusterRoleSelectors");
        var selectors = aggregation.List("clusterRoleSelectors");
        if (selectors.Count == 0) errors.Required(path, "at least one clusterRoleSelector required if aggregationRule is non-nil");
        for (var i = 0; i < selectors.Count; i++)
            if (selectors[i] is JsonMap selector) LabelSelectorRules.Validate(selector, path.Index(i), errors);
    }

    public static void ValidateBinding(KubeObject binding, bool isNamespaced, FieldErrors errors)
    {
        var reference = binding.Root.Map("roleRef");
        errors.AllowOneOf(reference, "apiGroup", RoleRef, RbacDefaults.Group);
        string[] kinds = isNamespaced ? ["Role", "ClusterRole"] : ["ClusterRole"];
        var kind = reference.String("kind") ?? "";
        if (!kinds.Contains(kind)) errors.NotSupported(RoleRef.Child("kind"), kind, kinds);
        if (reference.String("name") is not { Length: > 0 } name) errors.Required(RoleRef.Child("name"));
        else errors.Each(RoleRef, "name", name, NameRules.PathSegmentName(name));
        var subjects = binding.Root.List("subjects");
        for (var i = 0; i < subjects.Count; i++)
            if (subjects[i] is JsonMap subject) ValidateSubject(subject, isNamespaced, FieldPath.Root("subjects").Index(i), errors);
    }

    public static void ValidateBindingUpdate(KubeObject binding, KubeObject old, bool isNamespaced, FieldErrors errors)
    {
        ValidateBinding(binding, isNamespaced, errors);
        if (!binding.Root.Map("roleRef").Equals(old.Root.Map("roleRef"))) 
            errors.Invalid(RoleRef, InnerForm.Of(binding.Root.Map("roleRef"), "APIGroup", "Kind", "Name"), "cannot change roleRef");
    }

    private static void ValidateRule(JsonMap rule, bool isNamespaced, FieldPath path, FieldErrors errors)
    {
        if (rule.List("verbs").Count == 0) errors.Required(path.Child("verbs"), "verbs must contain at least one value");
        if (rule.List("nonResourceURLs") is { Count: > 0 } urls)
        {
            if (isNamespaced) errors.Invalid(path.Child("nonResourceURLs"), urls, "namespaced rules cannot apply to non-resource URLs");
            if (rule.List("apiGroups").Count + rule.List("resources").Count + rule.List("resourceNames").Count > 0)
                errors.Invalid(path.Child("nonResourceURLs"), urls, "rules cannot apply to both regular resources and non-resource URLs");
            return;
        }
        if (rule.List("apiGroups").Count == 0) errors.Required(path.Child("apiGroups"), "resource rules must supply at least one api group");
        if (rule.List("resources").Count == 0) errors.Required(path.Child("resources"), "resource rules must supply at least one resource");
    }

    private static void ValidateSubject(JsonMap subject, bool isNamespaced, FieldPath path, FieldErrors errors)
    {
        var name = subject.String("name") ?? "";
        if (name.Length == 0) errors.Required(path.Child("name"));
        switch (subject.String("kind"))
        {
            case "ServiceAccount":
                if (name.Length > 0) errors.Each(path, "name", name, NameRules.Dns1123Subdomain(name));
                if (subject.String("apiGroup") is { Length: > 0 } group) errors.NotSupported(path.Child("apiGroup"), group, "");
                if (!isNamespaced && subject.String("namespace") is not { Length: > 0 }) errors.Required(path.Child("namespace"));
                break;
            case "User" or "Group":
                errors.AllowOneOf(subject, "apiGroup", path, RbacDefaults.Group);
                break;
            case var other:
                errors.NotSupported(path.Child("kind"), other ?? "", "ServiceAccount", "User", "Group");
                break;
        }
    }
}
