using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Naming;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Selectors;

namespace HandsOn.Cluster.Api.Resources.Shared.Rbac;

/// <summary>Common part of Role and ClusterRole (pkg/registry/rbac/role/strategy.go, pkg/registry/rbac/clusterrole/strategy.go).</summary>
internal abstract class RoleDefinition : ResourceDefinition
{
    public override IReadOnlyList<string> CheckName(string name, int minor) => NameRules.PathSegmentName(name);

    public override bool AllowsCreateOnUpdate => true;

    public override JsonMap Default(JsonMap item, ResourceContext context) => item.NullWhereEmpty("rules");

    /// <summary>Validation of a role (pkg/apis/rbac/validation/validation.go, ValidateRole, ValidateClusterRole).</summary>
    public override void Validate(KubeObject item, FieldErrors errors, ResourceContext context)
    {
        var rules = item.Root.List("rules");
        for (var i = 0; i < rules.Count; i++)
            if (rules[i] is JsonMap rule) ValidateRule(rule, FieldPath.Root("rules").Index(i), errors);
        if (item.Root["aggregationRule"] is JsonMap aggregation) ValidateAggregation(aggregation, errors);
    }

    private void ValidateRule(JsonMap rule, FieldPath path, FieldErrors errors)
    {
        if (rule.List("verbs").Count == 0) errors.Required(path.Child("verbs"), "verbs must contain at least one value");
        if (rule.List("nonResourceURLs") is { Count: > 0 } urls)
        {
            if (Names.Namespaced) errors.Invalid(path.Child("nonResourceURLs"), urls, "namespaced rules cannot apply to non-resource URLs");
            if (rule.List("apiGroups").Count + rule.List("resources").Count + rule.List("resourceNames").Count > 0)
                errors.Invalid(path.Child("nonResourceURLs"), urls, "rules cannot apply to both regular resources and non-resource URLs");
            return;
        }
        RequireAny(rule, "apiGroups", "resource rules must supply at least one api group", path, errors);
        RequireAny(rule, "resources", "resource rules must supply at least one resource", path, errors);
    }

    private static void RequireAny(JsonMap rule, string field, string message, FieldPath path, FieldErrors errors)
    {
        if (rule.List(field).Count == 0) errors.Required(path.Child(field), message);
    }

    private static void ValidateAggregation(JsonMap aggregation, FieldErrors errors)
    {
        var path = FieldPath.Root("aggregationRule").Child("clusterRoleSelectors");
        var selectors = aggregation.List("clusterRoleSelectors");
        if (selectors.Count == 0) errors.Required(path, "at least one clusterRoleSelector required if aggregationRule is non-nil");
        for (var i = 0; i < selectors.Count; i++)
            if (selectors[i] is JsonMap selector) LabelSelectorRules.Validate(selector, path.Index(i), errors);
    }
}
