using HandsOn.Cluster.Api.Resources.Shared.Validation;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Naming;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Selectors;
using HandsOn.Kubernetes.Versions;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>
/// Validation of a Service and of its updates (pkg/apis/core/validation/validation.go, validateService, ValidateServiceUpdate).
/// </summary>
internal static class ServiceValidation
{
    private static readonly FieldPath Spec = FieldPath.Root("spec");
    private static readonly string[] Families = ["clusterIPs", "ipFamilies", "ipFamilyPolicy"];

    public static void Validate(KubeObject item, FieldErrors errors, int minor)
    {
        var spec = item.Spec;
        var type = spec.String("type") ?? "";
        var isHeadless = spec.String("clusterIP") == "None";
        if (spec.List("ports").Count == 0 && !isHeadless && type != "ExternalName") errors.Required(Spec.Child("ports"));
        if (isHeadless && type is ("LoadBalancer" or "NodePort"))
            errors.Invalid(Spec.Child("clusterIPs").Index(0), "None", $"may not be set to 'None' for {type} services");
        if (type == "ExternalName") ValidateExternalName(spec, errors);
        ServicePortValidation.Validate(spec.List("ports"), errors);
        if (spec["selector"] is JsonMap selector) LabelSelectorRules.ValidateLabels(selector, Spec.Child("selector"), errors);
        ValidateAffinity(spec, errors);
        if (type != "ExternalName") ServiceAddressValidation.Validate(spec, errors);
        var external = spec.List("externalIPs");
        for (var i = 0; i < external.Count; i++)
            AddressRules.RequireEndpoint(external[i] as string, Spec.Child("externalIPs").Index(i), errors);
        errors.RequireOneOf(spec, "type", Spec, "ClusterIP", "ExternalName", "LoadBalancer", "NodePort");
        ServicePortValidation.ValidateNumbers(spec, errors);
        ValidateLoadBalancer(spec, errors);
        ValidateTraffic(spec, errors, minor);
    }

    public static void ValidateUpdate(KubeObject item, KubeObject old, FieldErrors errors, int minor)
    {
        ServiceAddressValidation.ValidateUpdate(item.Spec, old.Spec, errors);
        if (item.Spec.String("type") == "LoadBalancer" && old.Spec.String("type") == "LoadBalancer"
            && item.Spec.String("loadBalancerClass") != old.Spec.String("loadBalancerClass"))
            errors.Invalid(Spec.Child("loadBalancerClass"), item.Spec["loadBalancerClass"], "may not change once set");
        if (ServiceNeeds.HealthCheckPort(old.Spec) && ServiceNeeds.HealthCheckPort(item.Spec)
            && item.Spec.Long("healthCheckNodePort") != old.Spec.Long("healthCheckNodePort"))
            errors.Invalid(Spec.Child("healthCheckNodePort"), item.Spec["healthCheckNodePort"], "field is immutable");
        Validate(item, errors, minor);
    }

    private static void ValidateExternalName(JsonMap spec, FieldErrors errors)
    {
        foreach (var field in Families)
            if (spec[field] is JsonList { Count: > 0 } or string)
                errors.Forbidden(Spec.Child(field), "may not be set for ExternalName services");
        var name = (spec.String("externalName") ?? "").TrimEnd('.');
        if (name.Length == 0) errors.Required(Spec.Child("externalName"));
        else errors.Each(Spec, "externalName", name, NameRules.Dns1123Subdomain(name));
    }

    private static void ValidateAffinity(JsonMap spec, FieldErrors errors)
    {
        errors.RequireOneOf(spec, "sessionAffinity", Spec, "ClientIP", "None");
        if (spec.String("sessionAffinity") != "ClientIP") return;
        var path = Spec.Child("sessionAffinityConfig").Child("clientIP").Child("timeoutSeconds");
        if (spec.Long("sessionAffinityConfig", "clientIP", "timeoutSeconds") is { } seconds and not (> 0 and <= 86400))
            errors.Invalid(path, seconds, "must be greater than 0 and less than 86400");
    }

    private static void ValidateLoadBalancer(JsonMap spec, FieldErrors errors)
    {
        const string Only = "may only be used when `type` is 'LoadBalancer'";
        if (spec.String("type") == "LoadBalancer")
        {
            if (spec.String("loadBalancerClass") is { } name) errors.Each(Spec, "loadBalancerClass", name, NameRules.QualifiedName(name));
            return;
        }
        if (spec.List("loadBalancerSourceRanges").Count > 0) errors.Forbidden(Spec.Child("LoadBalancerSourceRanges"), Only);
        if (spec["allocateLoadBalancerNodePorts"] is not null) errors.Forbidden(Spec.Child("allocateLoadBalancerNodePorts"), Only);
        if (spec["loadBalancerClass"] is not null) errors.Forbidden(Spec.Child("loadBalancerClass"), Only);
    }

    private static void ValidateTraffic(JsonMap spec, FieldErrors errors, int minor)
    {
        if (ServiceNeeds.ExternalPolicy(spec)) errors.RequireOneOf(spec, "externalTrafficPolicy", Spec, "Cluster", "Local");
        else if (spec.String("externalTrafficPolicy") is { Length: > 0 } policy)
            errors.Invalid(Spec.Child("externalTrafficPolicy"), policy, "may only be set for externally-accessible services");
        var check = spec.Long("healthCheckNodePort") ?? 0;
        if (!ServiceNeeds.HealthCheckPort(spec))
        {
            if (check != 0)
                errors.Invalid(
                    Spec.Child("healthCheckNodePort"), check,
                    "may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'");
        }
        else errors.Each(Spec, "healthCheckNodePort", check, NameRules.PortNumber(check));
        if (minor >= SinceMinor.ServiceInternalTrafficPolicy) errors.AllowOneOf(spec, "internalTrafficPolicy", Spec, "Cluster", "Local");
        errors.AllowOneOf(spec, "trafficDistribution", Spec, "PreferClose", "PreferSameNode", "PreferSameZone");
    }
}
