using HandsOn.Cluster.Api.Resources.Shared.Validation;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Naming;
using HandsOn.Kubernetes.Selectors;

namespace HandsOn.Cluster.Api.Resources.Shared.PodTemplates;

/// <summary>What the spec of a pod or of a pod template must be (pkg/apis/core/validation/validation.go, ValidatePodSpec).</summary>
internal static class PodSpecValidation
{
    public static void Validate(JsonMap spec, FieldPath path, bool isPod, int minor, FieldErrors errors)
    {
        var check = new PodCheck(errors, minor, spec, isPod);
        if (spec.Long("terminationGracePeriodSeconds") is null) errors.Required(path.Child("terminationGracePeriodSeconds"));
        VolumeValidation.Validate(spec.List("volumes"), path.Child("volumes"), check);
        ContainerValidation.Validate(spec.List("containers"), path.Child("containers"), check);
        ContainerValidation.ValidateInit(spec.List("initContainers"), spec.List("containers"), path.Child("initContainers"), check);
        ValidateHostNetwork(check, path);
        errors.RequireOneOf(spec, "restartPolicy", path, "Always", "OnFailure", "Never");
        errors.RequireOneOf(spec, "dnsPolicy", path, "ClusterFirstWithHostNet", "ClusterFirst", "Default", "None");
        if (spec["nodeSelector"] is JsonMap selector) LabelSelectorRules.ValidateLabels(selector, path.Child("nodeSelector"), errors);
        SecurityContextValidation.Validate(spec.Map("securityContext"), path, errors);
        if (spec["affinity"] is JsonMap affinity) AffinityValidation.Validate(affinity, path.Child("affinity"), errors);
        DnsValidation.Validate(spec, path, errors);
        ValidateGates(spec, path, errors);
        TopologySpreadValidation.Validate(spec.List("topologySpreadConstraints"), path.Child("topologySpreadConstraints"), errors);
        ValidateNames(spec, path, errors);
        if (spec.Long("activeDeadlineSeconds") is { } deadline) errors.Each(path, "activeDeadlineSeconds", deadline, NameRules.InRange(deadline, 1, int.MaxValue));
        TolerationValidation.Validate(spec.List("tolerations"), path.Child("tolerations"), errors);
        errors.AllowOneOf(spec, "preemptionPolicy", path, "PreemptLowerPriority", "Never");
    }

    private static void ValidateNames(JsonMap spec, FieldPath path, FieldErrors errors)
    {
        Subdomain("serviceAccountName");
        Subdomain("nodeName");
        Label("hostname");
        Label("subdomain");
        Subdomain("priorityClassName");
        Subdomain("runtimeClassName");

        void Subdomain(string field)
        {
            if (spec.String(field) is { Length: > 0 } name) errors.Each(path, field, name, NameRules.Dns1123Subdomain(name));
        }

        void Label(string field)
        {
            if (spec.String(field) is { Length: > 0 } name) errors.Each(path, field, name, NameRules.Dns1123Label(name));
        }
    }

    private static void ValidateHostNetwork(PodCheck check, FieldPath path)
    {
        if (check.Spec.Bool("hostNetwork") != true) return;
        var containers = check.Spec.List("containers");
        for (var i = 0; i < containers.Count; i++)
        {
            var ports = ((JsonMap)containers[i]!).List("ports");
            for (var j = 0; j < ports.Count; j++)
            {
                if (ports[j] is not JsonMap port) continue;
                var host = port.Long("hostPort") ?? 0;
                if ((check.IsPod || host != 0) && host != (port.Long("containerPort") ?? 0))
                    check.Errors.Invalid(
                        path.Child("containers").Index(i).Child("ports").Index(j).Child("hostPort"), host,
                        "must match `containerPort` when `hostNetwork` is true");
            }
        }
    }

    private static void ValidateGates(JsonMap spec, FieldPath path, FieldErrors errors)
    {
        var readiness = spec.List("readinessGates");
        for (var i = 0; i < readiness.Count; i++)
        {
            var type = (readiness[i] as JsonMap)?.String("conditionType") ?? "";
            errors.Each(path.Child("readinessGates").Index(i), "conditionType", type, NameRules.QualifiedName(type));
        }
        var scheduling = spec.List("schedulingGates");
        var seen = new HashSet<string>();
        for (var i = 0; i < scheduling.Count; i++)
        {
            var name = (scheduling[i] as JsonMap)?.String("name") ?? "";
            foreach (var message in NameRules.QualifiedName(name)) errors.Invalid(path.Child("schedulingGates").Index(i), name, message);
            if (!seen.Add(name)) errors.Duplicate(path.Child("schedulingGates").Index(i), name);
        }
    }
}
