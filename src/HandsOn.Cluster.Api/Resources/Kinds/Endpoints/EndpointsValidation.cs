using HandsOn.Cluster.Api.Resources.Shared.Validation;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Naming;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>What Endpoints must be (pkg/apis/core/validation/validation.go, validateEndpointSubsets).</summary>
internal static class EndpointsValidation
{
    public static void Validate(KubeObject item, FieldErrors errors)
    {
        var subsets = item.Root.List("subsets");
        for (var i = 0; i < subsets.Count; i++)
        {
            if (subsets[i] is not JsonMap subset) continue;
            var path = FieldPath.Root("subsets").Index(i);
            if (subset.List("addresses").Count + subset.List("notReadyAddresses").Count == 0)
                errors.Required(path, "must specify `addresses` or `notReadyAddresses`");
            ValidateAddresses(subset, "addresses", path, errors);
            ValidateAddresses(subset, "notReadyAddresses", path, errors);
            var ports = subset.List("ports");
            for (var j = 0; j < ports.Count; j++)
                if (ports[j] is JsonMap port) ValidatePort(port, ports.Count > 1, path.Child("ports").Index(j), errors);
        }
    }

    private static void ValidateAddresses(JsonMap subset, string list, FieldPath path, FieldErrors errors)
    {
        var addresses = subset.List(list);
        for (var i = 0; i < addresses.Count; i++)
        {
            if (addresses[i] is not JsonMap address) continue;
            var here = path.Child(list).Index(i);
            var ip = AddressRules.Require(address.String("ip"), here.Child("ip"), errors);
            if (address.String("hostname") is { Length: > 0 } host) errors.Each(here, "hostname", host, NameRules.Dns1123Label(host));
            if (address.String("nodeName") is { } node) errors.Each(here, "nodeName", node, NameRules.Dns1123Subdomain(node));
            // An address that is none is refused twice.
            if (ip is null) errors.Invalid(here.Child("ip"), address.String("ip") ?? "", "must be a valid IP address");
            else AddressRules.ValidateEndpoint(ip, here.Child("ip"), errors);
        }
    }

    private static void ValidatePort(JsonMap port, bool needsName, FieldPath path, FieldErrors errors)
    {
        var name = port.String("name") ?? "";
        if (name.Length > 0) errors.Each(path, "name", name, NameRules.Dns1123Label(name));
        else if (needsName) errors.Required(path.Child("name"));
        errors.Each(path, "port", port.Long("port") ?? 0, NameRules.PortNumber(port.Long("port") ?? 0));
        errors.RequireOneOf(port, "protocol", path, "SCTP", "TCP", "UDP");
    }
}
