using System.Net;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Naming;

namespace HandsOn.Cluster.Api.Resources.Shared.PodTemplates;

/// <summary>What a pod's DNS settings and host aliases must be (pkg/apis/core/validation/validation.go, validatePodDNSConfig, ValidateHostAliases).</summary>
internal static class DnsValidation
{
    private const int MostNameservers = 3;
    private const int MostSearches = 32;
    private const string NoAddress = "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)";

    public static void Validate(JsonMap spec, FieldPath path, FieldErrors errors)
    {
        ValidateAliases(spec.List("hostAliases"), path.Child("hostAliases"), errors);
        var here = path.Child("dnsConfig");
        if (spec["dnsConfig"] is not JsonMap config)
        {
            if (spec.String("dnsPolicy") == "None") errors.Required(here, "must provide `dnsConfig` when `dnsPolicy` is None");
            return;
        }
        var servers = config.List("nameservers");
        if (spec.String("dnsPolicy") == "None" && servers.Count == 0)
        {
            errors.Required(here.Child("nameservers"), "must provide at least one DNS nameserver when `dnsPolicy` is None");
            return;
        }
        if (servers.Count > MostNameservers) errors.Invalid(here.Child("nameservers"), servers, $"must not have more than {MostNameservers} nameservers");
        for (var i = 0; i < servers.Count; i++)
            if (!IPAddress.TryParse(servers[i] as string, out _)) errors.Invalid(here.Child("nameservers").Index(i), servers[i], NoAddress);
        if (config.List("searches").Count > MostSearches)
            errors.Invalid(here.Child("searches"), config["searches"], $"must not have more than {MostSearches} search paths");
        var options = config.List("options");
        for (var i = 0; i < options.Count; i++)
            if ((options[i] as JsonMap)?.String("name") is not { Length: > 0 }) errors.Required(here.Child("options").Index(i), "must not be empty");
    }

    private static void ValidateAliases(JsonList aliases, FieldPath path, FieldErrors errors)
    {
        for (var i = 0; i < aliases.Count; i++)
        {
            if (aliases[i] is not JsonMap alias) continue;
            if (!IPAddress.TryParse(alias.String("ip"), out _)) errors.Invalid(path.Index(i).Child("ip"), alias.String("ip") ?? "", NoAddress);
            var names = alias.List("hostnames");
            for (var j = 0; j < names.Count; j++)
                foreach (var message in NameRules.Dns1123Subdomain(names[j] as string ?? ""))
                    errors.Invalid(path.Index(i).Child("hostnames").Index(j), names[j], message);
        }
    }
}
