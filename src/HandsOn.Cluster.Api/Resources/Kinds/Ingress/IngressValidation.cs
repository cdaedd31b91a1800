using System.Net;
using HandsOn.Cluster.Api.Resources.Shared.Validation;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Naming;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Versions;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>Validation of an Ingress (pkg/apis/networking/validation/validation.go).</summary>
internal static class IngressValidation
{
    /// <summary>The annotation that named the class before <c>spec.ingressClassName</c> did.</summary>
    public const string ClassAnnotation = "kubernetes.io/ingress.class";

    private static readonly FieldPath Spec = FieldPath.Root("spec");
    private static readonly string[] BadSequences = ["//", "/./", "/../", "%2f", "%2F"];
    private static readonly string[] BadEnds = ["/..", "/."];

    public static void ValidateCreate(KubeObject item, FieldErrors errors, int minor)
    {
        Validate(item, errors, minor);
        var (said, name) = (item.Annotations[ClassAnnotation] as string, item.Spec.String("ingressClassName"));
        if (said is null || name is null || said == name) return;
        var path = FieldPath.Root("annotations").Child(ClassAnnotation);
        errors.Invalid(path, said, "must match `ingressClassName` when both are specified");
    }

    public static void Validate(KubeObject item, FieldErrors errors, int minor)
    {
        var spec = item.Spec;
        if (spec.List("rules").Count == 0 && spec["defaultBackend"] is null)
            errors.Invalid(Spec, spec["rules"], "either `defaultBackend` or `rules` must be specified");
        if (spec["defaultBackend"] is JsonMap backend) ValidateBackend(backend, Spec.Child("defaultBackend"), errors, minor);
        ValidateRules(spec.List("rules"), Spec.Child("rules"), errors, minor);
        ValidateTls(spec.List("tls"), Spec.Child("tls"), errors);
        if (spec.String("ingressClassName") is { } name) errors.Each(Spec, "ingressClassName", name, NameRules.Dns1123Subdomain(name));
    }

    private static void ValidateRules(JsonList rules, FieldPath path, FieldErrors errors, int minor)
    {
        for (var i = 0; i < rules.Count; i++)
        {
            if (rules[i] is not JsonMap rule) continue;
            if (rule.String("host") is { Length: > 0 } host)
            {
                if (IPAddress.TryParse(host, out _) && (host.Contains(':', StringComparison.Ordinal) || host.Count(c => c == '.') == 3))
                    errors.Invalid(path.Index(i).Child("host"), host, "must be a DNS name, not an IP address");
                errors.Each(path.Index(i), "host", host, CheckHost(host));
            }
            if (rule["http"] is not JsonMap http) continue;
            var paths = http.List("paths");
            if (paths.Count == 0) errors.Required(path.Index(i).Child("http").Child("paths"));
            for (var j = 0; j < paths.Count; j++)
                if (paths[j] is JsonMap one) ValidatePath(one, path.Index(i).Child("http").Child("paths").Index(j), errors, minor);
        }
    }

    private static IReadOnlyList<string> CheckHost(string host) =>
        host.Contains('*', StringComparison.Ordinal) ? NameRules.WildcardDns1123Subdomain(host) : NameRules.Dns1123Subdomain(host);

    private static void ValidatePath(JsonMap item, FieldPath path, FieldErrors errors, int minor)
    {
        var text = item.String("path") ?? "";
        switch (item.String("pathType"))
        {
            case null:
                errors.Required(path.Child("pathType"), "pathType must be specified");
                return;
            case "Exact" or "Prefix":
                if (!text.StartsWith('/')) errors.Invalid(path.Child("path"), text, "must be an absolute path");
                foreach (var bad in BadSequences)
                    if (text.Contains(bad, StringComparison.Ordinal)) errors.Invalid(path.Child("path"), text, $"must not contain '{bad}'");
                foreach (var bad in BadEnds)
                    if (text.EndsWith(bad, StringComparison.Ordinal)) errors.Invalid(path.Child("path"), text, $"cannot end with '{bad}'");
                break;
            case "ImplementationSpecific":
                if (text.Length > 0 && !text.StartsWith('/')) errors.Invalid(path.Child("path"), text, "must be an absolute path");
                break;
            case var other:
                errors.NotSupported(path.Child("pathType"), other, "Exact", "ImplementationSpecific", "Prefix");
                break;
        }
        ValidateBackend(item.Map("backend"), path.Child("backend"), errors, minor);
    }

    private static void ValidateBackend(JsonMap backend, FieldPath path, FieldErrors errors, int minor)
    {
        switch (backend["resource"], backend["service"])
        {
            case (JsonMap, JsonMap):
                errors.Invalid(path, "", "cannot set both resource and service backends");
                break;
            case (JsonMap resource, _):
                if (resource.String("kind") is not { Length: > 0 }) errors.Required(path.Child("resource").Child("kind"));
                if (resource.String("name") is not { Length: > 0 }) errors.Required(path.Child("resource").Child("name"));
                break;
            case (_, JsonMap service):
                ValidateService(service, path, errors, minor);
                break;
            default:
                errors.Invalid(path, "", "resource or service backend is required");
                break;
        }
    }

    private static void ValidateService(JsonMap service, FieldPath path, FieldErrors errors, int minor)
    {
        var here = path.Child("service");
        var name = service.String("name") ?? "";
        if (name.Length == 0) errors.Required(here.Child("name"));
        else if (minor >= SinceMinor.RelaxedServiceNames) errors.Each(here, "name", name, NameRules.Dns1123Label(name));
        else errors.Each(here, "name", name, NameRules.Dns1035Label(name));
        var (portName, number) = (service.String("port", "name") ?? "", service.Long("port", "number") ?? 0);
        if (portName.Length > 0 && number != 0) errors.Invalid(path, "", "cannot set both port name & port number");
        else if (portName.Length > 0) errors.Each(here.Child("port"), "name", portName, NameRules.PortName(portName));
        else if (number != 0) errors.Each(here.Child("port"), "number", number, NameRules.PortNumber(number));
        else errors.Required(path, "port name or number is required");
    }

    private static void ValidateTls(JsonList entries, FieldPath path, FieldErrors errors)
    {
        for (var i = 0; i < entries.Count; i++)
        {
            if (entries[i] is not JsonMap entry) continue;
            var here = path.Index(i);
            var hosts = entry.List("hosts");
            for (var j = 0; j < hosts.Count; j++)
                foreach (var message in CheckHost(hosts[j] as string ?? ""))
                    errors.Invalid(here.Child("hosts").Index(j), hosts[j], message);
            if (entry.String("secretName") is { Length: > 0 } secret)
                errors.Each(here, "secretName", secret, NameRules.Dns1123Subdomain(secret));
        }
    }
}
