using HandsOn.Cluster.Api.Resources.Shared.Validation;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Naming;
using HandsOn.Kubernetes.Selectors;

namespace HandsOn.Cluster.Api.Resources.Shared.PodTemplates;

/// <summary>What topology spread constraints must be (pkg/apis/core/validation/validation.go, validateTopologySpreadConstraints).</summary>
internal static class TopologySpreadValidation
{
    public static void Validate(JsonList constraints, FieldPath path, FieldErrors errors)
    {
        var seen = new HashSet<(string?, string?)>();
        for (var i = 0; i < constraints.Count; i++)
        {
            if (constraints[i] is not JsonMap constraint) continue;
            var here = path.Index(i);
            var skew = constraint.Long("maxSkew") ?? 0;
            if (skew <= 0) errors.Invalid(here.Child("maxSkew"), skew, "must be greater than zero");
            if (constraint.String("topologyKey") is not { Length: > 0 } key) errors.Required(here.Child("topologyKey"), "can not be empty");
            else errors.Each(here, "topologyKey", key, NameRules.QualifiedName(key));
            var action = constraint.String("whenUnsatisfiable");
            if (action is not ("DoNotSchedule" or "ScheduleAnyway"))
                errors.NotSupported(here.Child("whenUnsatisfiable"), action ?? "", "DoNotSchedule", "ScheduleAnyway");
            if (!seen.Add((constraint.String("topologyKey"), action)))
                errors.Duplicate(here.Child("{topologyKey, whenUnsatisfiable}"), $"{{{constraint.String("topologyKey")}, {action}}}");
            if (constraint.Long("minDomains") is <= 0 and var domains) errors.Invalid(here.Child("minDomains"), domains, "must be greater than zero");
            if (constraint["minDomains"] is not null && action != "DoNotSchedule")
                errors.Invalid(here.Child("minDomains"), constraint["minDomains"], $"can only use minDomains if whenUnsatisfiable={"DoNotSchedule"}, not {action}");
            errors.AllowOneOf(constraint, "nodeAffinityPolicy", here, "Honor", "Ignore");
            errors.AllowOneOf(constraint, "nodeTaintsPolicy", here, "Honor", "Ignore");
            if (constraint["labelSelector"] is JsonMap selector) LabelSelectorRules.Validate(selector, here.Child("labelSelector"), errors);
        }
    }
}
